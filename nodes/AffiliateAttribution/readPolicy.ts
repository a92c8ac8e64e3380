import type { IExecuteFunctions } from 'n8n-workflow';
import { DEFAULT_SIGNAL_SETTINGS, type AttributionPolicy } from '../../lib/attribution';
import { AffiliateError } from '../../lib/kernel';
import type { AttributionModel, CouponPolicy } from '../../lib/model/credit';
import type { AffiliateStore } from '../../lib/ports/store';
import { FROM_PROGRAMME } from './properties';
import { readLookbackDays, readSettings, type NumberOptions } from './readSettings';

interface Options extends NumberOptions {
	readonly attributeKeys?: string;
	readonly codeAttributeKeys?: string;
	readonly clickParameter?: string;
	readonly codeParameter?: string;
	readonly creditReturningCustomers?: boolean;
}

/** The policy that the node's fields describe for one item. Throws `unknown_programme` and `invalid_input`. */
export async function readPolicy(
	context: IExecuteFunctions,
	itemIndex: number,
	store: AffiliateStore,
): Promise<AttributionPolicy> {
	const options = context.getNodeParameter('options', itemIndex, {}) as Options;
	const model = context.getNodeParameter('model', itemIndex) as string;
	const couponPolicy = context.getNodeParameter('couponPolicy', itemIndex) as string;
	return {
		programmeId: await readProgrammeId(context, itemIndex, store),
		model: model === FROM_PROGRAMME ? null : (model as AttributionModel),
		couponPolicy: couponPolicy === FROM_PROGRAMME ? null : (couponPolicy as CouponPolicy),
		lookbackDays: readLookbackDays(options),
		settings: readSettings(options),
		creditReturningCustomers: options.creditReturningCustomers ?? false,
		signals: {
			attributeKeys: readKeys(options.attributeKeys, DEFAULT_SIGNAL_SETTINGS.attributeKeys),
			codeAttributeKeys: readKeys(
				options.codeAttributeKeys,
				DEFAULT_SIGNAL_SETTINGS.codeAttributeKeys,
			),
			clickParameter: options.clickParameter?.trim() ?? DEFAULT_SIGNAL_SETTINGS.clickParameter,
			codeParameter: options.codeParameter?.trim() ?? DEFAULT_SIGNAL_SETTINGS.codeParameter,
		},
	};
}

function readKeys(list: string | undefined, defaults: readonly string[]): readonly string[] {
	return list === undefined ? defaults : list.split(',').filter((key) => key.trim() !== '');
}

async function readProgrammeId(
	context: IExecuteFunctions,
	itemIndex: number,
	store: AffiliateStore,
): Promise<string | null> {
	if (context.getNodeParameter('programmeFrom', itemIndex) === 'touch') return null;
	const value = context.getNodeParameter('programme', itemIndex, '', { extractValue: true });
	const code = String(value ?? '').trim();
	const programme = code === '' ? null : await store.registry.programmeByCode(code);
	if (programme !== null) return programme.programmeId;
	throw new AffiliateError(
		code === '' ? "'Programme' is empty" : `There is no programme with the code '${code}'`,
		{
			code: code === '' ? 'missing_input' : 'unknown_programme',
			path: 'programme',
			hint: "Choose a programme from the list, or set 'Programme From' to 'Touch'.",
		},
	);
}
