import {
	CASE_STATUSES,
	CASE_SUBJECTS,
	type CaseStatus,
	type CaseSubject,
} from '../../../../lib/model/fraud-case';
import { readLimit, readText, returnAllFields } from '../../fields';
import { affiliateField, programmeField, readAffiliate, readProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { recordItems } from '../../save';
import { stakeOf } from './stakeOf';

/** Cases with what was found and what is at stake: open ones by score, then the newest. */
export const getManyFraudCases: LedgerOperation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many fraud cases',
	description: 'List fraud cases with findings, evidence, score and the money at stake',
	fields: [
		{
			displayName: 'Status',
			name: 'caseStatus',
			type: 'options',
			options: optionsOf(CASE_STATUSES),
			default: 'open',
			description: 'Only cases that stand so now',
		},
		{
			displayName: 'Subject',
			name: 'caseSubject',
			type: 'options',
			options: optionsOf(CASE_SUBJECTS),
			default: '',
			description: 'Only cases about this',
		},
		programmeField(false),
		affiliateField(false),
		...returnAllFields,
	],
	async run(context) {
		const { store } = context;
		const programme = await readProgramme(context);
		const affiliate = await readAffiliate(context);
		const status = readText(context, 'caseStatus') as CaseStatus | '';
		const subject = readText(context, 'caseSubject') as CaseSubject | '';
		const cases = await store.fraud.cases({
			...(status === '' ? {} : { status }),
			...(subject === '' ? {} : { subject }),
			...(programme === null ? {} : { programmeId: programme.programmeId }),
			...(affiliate === null ? {} : { affiliateId: affiliate.affiliateId }),
			limit: readLimit(context),
		});
		const shown = [];
		for (const fraudCase of cases) {
			shown.push({ ...fraudCase, atStake: await stakeOf(store, fraudCase) });
		}
		return recordItems(shown);
	},
};

function optionsOf(values: readonly string[]) {
	return [
		{ name: 'Any', value: '' },
		...values.map((value) => ({ name: nameOf(value), value })),
	].sort((a, b) => a.name.localeCompare(b.name));
}

function nameOf(value: string): string {
	if (value === 'signup') return 'Sign-Up';
	return `${value.charAt(0).toUpperCase()}${value.slice(1)}`;
}
