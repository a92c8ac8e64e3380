import type { HubSpotAccount } from './account.ts';
import { HubSpotError } from './hubspot-error.ts';

interface Pair {
	readonly from: { readonly id: string };
	readonly to: { readonly id: string };
}

/** `batch/associate/default`: ties deals to contacts; sent again, it changes nothing. */
export function associateDefault(
	account: HubSpotAccount,
	body: unknown,
): { status: number; body: Record<string, unknown> } {
	const { inputs = [] } = (body ?? {}) as { inputs?: Pair[] };
	const results: unknown[] = [];
	const errors: unknown[] = [];
	for (const { from, to } of inputs) {
		if (!account.records.deals.has(from.id) || !account.records.contacts.has(to.id)) {
			const context = { fromObjectId: [from.id], toObjectId: [to.id] };
			errors.push(new HubSpotError(404, 'OBJECT_NOT_FOUND', 'Not found', { context }).body());
			continue;
		}
		account.dealContacts.add(`${from.id}/${to.id}`);
		const spec = (associationTypeId: number) => ({
			associationCategory: 'HUBSPOT_DEFINED',
			associationTypeId,
		});
		results.push({ from, to, associationSpec: spec(3) });
		results.push({ from: to, to: from, associationSpec: spec(4) });
	}
	return {
		status: errors.length > 0 ? 207 : 200,
		body: { status: 'COMPLETE', results, ...(errors.length > 0 ? { errors } : {}) },
	};
}

export function readAssociations(account: HubSpotAccount, body: unknown): Record<string, unknown> {
	const { inputs = [] } = (body ?? {}) as { inputs?: Array<{ id: string }> };
	const results = inputs.flatMap(({ id }) => {
		const contactIds = [...account.dealContacts]
			.map((pair) => pair.split('/'))
			.filter(([dealId]) => dealId === id)
			.map(([, contactId]) => contactId);
		if (contactIds.length === 0) return [];
		const to = contactIds.map((contactId) => ({
			toObjectId: Number(contactId),
			associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 3, label: null }],
		}));
		return [{ from: { id }, to }];
	});
	return { status: 'COMPLETE', results };
}
