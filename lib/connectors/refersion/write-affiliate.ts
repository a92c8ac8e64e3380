import {
	confirmedOutcome,
	duplicateOutcome,
	failureOutcome,
	rejectedOutcome,
	requireId,
	type AffiliateChange,
	type AffiliateWrite,
	type PlatformAffiliate,
	type PlatformOutcome,
} from '../affiliate-platform';
import type { VendorClient } from '../vendor';
import { post } from './client';
import { REFERSION_WORDS } from './failure';
import { findAffiliate, findByEmail, getByCode } from './find-affiliate';
import { passwordFault } from './password';
import { changedSchema, listedAffiliateSchema } from './schema';

const STATUS = { approved: 'ACTIVE', pending: 'PENDING', declined: 'DENIED' } as const;

/** Creates an affiliate unless one has the address. The id of the outcome is the number. */
export async function createAffiliate(
	client: VendorClient,
	affiliate: AffiliateWrite,
): Promise<PlatformOutcome> {
	const email = requireId(affiliate.email, 'email');
	const { firstName, lastName, company, programmeId, country, status, more } = affiliate;
	const password = affiliate.password ?? '';
	const fault = passwordFault(password, email);
	if (fault !== null) {
		return rejectedOutcome({
			reason: fault,
			hint: 'Leave the password out for a random one, or give 9 to 72 characters with capital and small letters, digits and special characters.',
			field: 'password',
		});
	}
	const known = await findByEmail(client, email);
	if (known !== null) return there(known);
	const body = {
		...more,
		first_name: firstName,
		last_name: lastName,
		email,
		password,
		status: STATUS[status],
		...(programmeId === null ? {} : { offer: requireId(programmeId, 'programmeId') }),
		...(company === null ? {} : { company }),
		...(country === null ? {} : { country }),
	};
	const answer = await post(client, '/affiliate/new', body, 'once');
	if (!answer.ok) {
		if (/taken by another affiliate/i.test(answer.failure.message)) {
			return there(await findByEmail(client, email));
		}
		const sent = [email, firstName, lastName, password, company ?? ''];
		return failureOutcome(answer.failure, REFERSION_WORDS, sent);
	}
	const { body: raw } = answer.response;
	const outcome = confirmedOutcome(await numberOfNew(client, raw), raw);
	return withoutWishes(outcome, affiliate);
}

/** The answer has the code. It was created even if that cannot be looked up. */
async function numberOfNew(client: VendorClient, raw: unknown): Promise<string | null> {
	const created = listedAffiliateSchema.pick({ id: true }).safeParse(raw);
	if (!created.success) return null;
	try {
		return (await getByCode(client, created.data.id))?.id ?? null;
	} catch {
		return null;
	}
}

function there(known: PlatformAffiliate | null): PlatformOutcome {
	const reason = 'Refersion has an affiliate with this address';
	return duplicateOutcome(known?.id ?? null, reason, known?.raw ?? null);
}

function withoutWishes(
	outcome: PlatformOutcome,
	{ code, parentId }: AffiliateWrite,
): PlatformOutcome {
	if (code === null && parentId === null) return outcome;
	return {
		...outcome,
		reason: `Refersion was not told the wished ${code === null ? 'parent' : 'code'}`,
		hint: 'Refersion makes codes itself, and its API knows no parents of affiliates.',
		field: code === null ? 'parentId' : 'code',
	};
}

/** Offers are numbers here, and texts for new affiliates. */
function fieldsOf({ email, firstName, lastName, company, more }: Omit<AffiliateChange, 'code'>) {
	const { offer, ...others } = more;
	return {
		...others,
		...(offer === undefined ? {} : { offer: /^\d+$/.test(offer) ? Number(offer) : offer }),
		...(email === undefined ? {} : { email }),
		...(firstName === undefined ? {} : { first_name: firstName }),
		...(lastName === undefined ? {} : { last_name: lastName }),
		...(company === undefined ? {} : { company }),
	};
}

export async function updateAffiliate(
	client: VendorClient,
	{ code, ...change }: AffiliateChange,
): Promise<PlatformOutcome> {
	if (code !== undefined) {
		return rejectedOutcome({
			reason: 'Refersion makes codes itself and does not change them',
			hint: 'Leave the code out; coupons can be added to an affiliate in Refersion.',
			field: 'code',
		});
	}
	const fields = fieldsOf(change);
	if (Object.keys(fields).length === 0) {
		return rejectedOutcome({
			reason: 'There is nothing to change',
			hint: 'Give at least one field besides the affiliate.',
		});
	}
	const known = await findAffiliate(client, change.affiliateId);
	if (known === null) return unknownAffiliate();
	const body = { affiliates: [{ ...fields, id: Number(known.id) }] };
	const answer = await post(client, '/affiliate/edit', body, 'once');
	const sent = Object.values(fields).map(String);
	if (!answer.ok) return failureOutcome(answer.failure, REFERSION_WORDS, sent);
	if (isChanged(answer.response.body, known.id)) {
		return confirmedOutcome(known.id, answer.response.body);
	}
	return notChanged(known.id, answer.response.body);
}

export async function setAffiliateStatus(
	client: VendorClient,
	affiliateId: string,
	status: 'approved' | 'declined',
): Promise<PlatformOutcome> {
	const known = await findAffiliate(client, affiliateId);
	if (known === null) return unknownAffiliate();
	if (known.status === status) return duplicateOutcome(known.id, `It is ${status}`, known.raw);
	const answer = await post(
		client,
		'/affiliate/status_change',
		{ ids: [Number(known.id)], status: STATUS[status] },
		'repeatable',
	);
	if (!answer.ok) return failureOutcome(answer.failure, REFERSION_WORDS);
	const { body } = answer.response;
	if (isChanged(body, known.id)) return confirmedOutcome(known.id, body);
	// Sent again after a lost answer, there may have been nothing left to change.
	const now = await findAffiliate(client, affiliateId);
	if (now?.status === status) return confirmedOutcome(known.id, body);
	return notChanged(known.id, body);
}

/** Whether a batch of one has done it: Refersion says 200 either way. */
export function isChanged(body: unknown, id: string): boolean {
	const read = changedSchema.safeParse(body);
	return read.success && read.data.ids_changed.includes(id);
}

/** A batch that left the record as it was; Refersion does not say why. */
export function notChanged(id: string, body: unknown): PlatformOutcome {
	return {
		...rejectedOutcome(
			{
				reason: 'Refersion left the record as it was, and does not say why',
				hint: 'Look at it in Refersion: it may have the values already, or not allow them.',
				field: 'ids_not_changed',
			},
			body,
		),
		externalId: id,
	};
}

function unknownAffiliate(): PlatformOutcome {
	return rejectedOutcome({
		reason: 'Refersion has no such affiliate',
		hint: 'Give its number, its code, both as 4000123.k9x2, or the e-mail address.',
		field: 'id',
	});
}
