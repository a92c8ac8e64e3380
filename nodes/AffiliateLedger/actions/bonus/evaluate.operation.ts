import type { IDataObject } from 'n8n-workflow';
import { toJson } from '../../../../lib/model/json';
import { additionalFields, optionalInstant, readCollection } from '../../fields';
import { programmeField, requireProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';
import { actOf } from '../actOf';
import { evaluateBonuses } from './evaluateBonuses';

/** Books the bonuses of the plan that were reached, each once per affiliate and window (C11). */
export const evaluateBonusesOperation: LedgerOperation = {
	value: 'evaluate',
	name: 'Evaluate',
	action: 'Evaluate performance bonuses',
	description: 'Book every bonus of the plan that an affiliate reached, once per window',
	fields: [
		programmeField(),
		additionalFields([
			{
				displayName: 'At',
				name: 'at',
				type: 'dateTime',
				default: '',
				description:
					'A moment in the window to look at; without it the present window and the one before',
			},
		]),
	],
	async run(context) {
		const programme = await requireProgramme(context);
		const at = optionalInstant(readCollection(context, 'additionalFields'), 'at');
		const results = await evaluateBonuses(context.store, { programme, at }, actOf(context));
		return results.map((result) => ({ json: toJson(result) as unknown as IDataObject }));
	},
};
