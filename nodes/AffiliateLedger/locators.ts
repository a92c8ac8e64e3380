import type { INodeProperties } from 'n8n-workflow';
import { AffiliateError } from '../../lib/kernel';
import type { Affiliate } from '../../lib/model/affiliate';
import type { Programme } from '../../lib/model/programme';
import type { OperationContext } from './operation';

function locator(
	displayName: string,
	name: string,
	searchListMethod: string,
	placeholder: string,
	required: boolean,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'code', value: '' },
		required,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{ displayName: 'By Code', name: 'code', type: 'string', placeholder },
		],
	};
}

export function programmeField(required = true): INodeProperties {
	return {
		...locator('Programme', 'programme', 'searchProgrammes', 'e.g. main', required),
		description: 'The affiliate programme',
	};
}

export function affiliateField(required = true): INodeProperties {
	return {
		...locator('Affiliate', 'affiliate', 'searchAffiliates', 'e.g. anna', required),
		description: 'The affiliate',
	};
}

function readCode({ execute, itemIndex }: OperationContext, name: string): string {
	const value = execute.getNodeParameter(name, itemIndex, '', { extractValue: true });
	return String(value ?? '').trim();
}

/** The programme that is named; null when the field is empty. Throws `unknown_programme`. */
export async function readProgramme(context: OperationContext): Promise<Programme | null> {
	const code = readCode(context, 'programme');
	if (code === '') return null;
	const programme = await context.store.registry.programmeByCode(code);
	if (programme === null) {
		throw new AffiliateError(`There is no programme with the code '${code}'`, {
			code: 'unknown_programme',
			path: 'programme',
			hint: "Create it first with 'Programme: Create or Update', or choose one from the list.",
		});
	}
	return programme;
}

/** Throws `missing_input` when the field is empty. */
export async function requireProgramme(context: OperationContext): Promise<Programme> {
	const programme = await readProgramme(context);
	if (programme === null) throw missing('programme', 'Programme');
	return programme;
}

/** The affiliate that is named; null when the field is empty. Throws `unknown_affiliate`. */
export async function readAffiliate(context: OperationContext): Promise<Affiliate | null> {
	const code = readCode(context, 'affiliate');
	if (code === '') return null;
	return await affiliateByCode(context, code);
}

export async function affiliateByCode(context: OperationContext, code: string): Promise<Affiliate> {
	const affiliate = await context.store.registry.affiliateByCode(code);
	if (affiliate === null) {
		throw new AffiliateError(`There is no affiliate with the code '${code}'`, {
			code: 'unknown_affiliate',
			path: 'affiliate',
			hint: "Create it first with 'Affiliate: Create or Update', or choose one from the list.",
		});
	}
	return affiliate;
}

/** Throws `missing_input` when the field is empty. */
export async function requireAffiliate(context: OperationContext): Promise<Affiliate> {
	const affiliate = await readAffiliate(context);
	if (affiliate === null) throw missing('affiliate', 'Affiliate');
	return affiliate;
}

function missing(path: string, label: string): AffiliateError {
	return new AffiliateError(`'${label}' is empty`, {
		code: 'missing_input',
		path,
		hint: 'Choose one from the list or type its code.',
	});
}
