import {
	confirmedOutcome,
	duplicateOutcome,
	rejectedOutcome,
	requireId,
	type AffiliateChange,
	type AffiliateWrite,
	type PlatformOutcome,
} from '../affiliate-platform';
import type { PostAffiliateProClient } from './client';
import { findAffiliate, findByEmail, RSTATUS } from './find-affiliate';

const AFFILIATE_FORM = 'Pap_Merchants_User_AffiliateForm';

/** Creates an affiliate unless one has the address, and adds it to a private campaign where one is named. */
export async function createAffiliate(
	client: PostAffiliateProClient,
	affiliate: AffiliateWrite,
): Promise<PlatformOutcome> {
	const email = requireId(affiliate.email, 'email');
	const company = companyFields(client, affiliate.company);
	if (company === null) return noCompanyField();
	const known = await findByEmail(client, email);
	const created =
		known === null
			? await add(client, affiliate, company)
			: duplicateOutcome(
					known.id,
					'Post Affiliate Pro has an affiliate with this address',
					known.raw,
				);
	const { externalId } = created;
	if (externalId === null || affiliate.programmeId === null) return created;
	const failed = await joinCampaign(client, externalId, affiliate.programmeId);
	return failed ?? created;
}

async function add(
	client: PostAffiliateProClient,
	affiliate: AffiliateWrite,
	company: Readonly<Record<string, string>>,
): Promise<PlatformOutcome> {
	const { email, firstName, lastName, code, parentId, password, status, more } = affiliate;
	const fields = {
		agreeWithTerms: 'Y',
		...more,
		...company,
		username: email.trim(),
		firstname: firstName,
		lastname: lastName,
		rstatus: RSTATUS[status],
		...(code === null ? {} : { refid: code }),
		...(parentId === null ? {} : { parentuserid: parentId }),
		...(password === null ? {} : { rpassword: password }),
	};
	const sent = [email, firstName, lastName, password ?? ''];
	const answer = await client.form(AFFILIATE_FORM, 'add', fields, 'once');
	if (!answer.ok) return client.outcomeOf(answer.failure, sent);
	const id = answer.fields['userid'] ?? answer.fields['Id'] ?? '';
	const found = id === '' ? await findByEmail(client, email) : null;
	const outcome = confirmedOutcome(id === '' ? (found?.id ?? null) : id, answer.raw);
	const given = found?.code ?? answer.fields['refid'];
	if (code === null || given === undefined || given === null || given === code) return outcome;
	return {
		...outcome,
		reason:
			'Post Affiliate Pro gave the affiliate another referral id than the one that was wished',
		hint: 'Update the affiliate, or use the referral id that it has.',
		field: 'refid',
	};
}

/** Null when the affiliate is a member now. */
async function joinCampaign(
	client: PostAffiliateProClient,
	id: string,
	programmeId: string,
): Promise<PlatformOutcome | null> {
	const request = {
		C: 'Pap_Db_UserInCommissionGroup',
		M: 'addUsers',
		campaignId: requireId(programmeId, 'programmeId'),
		sendNotification: 'N',
		ids: [id],
	};
	const answer = await client.run([request], 'repeatable');
	return answer.ok ? null : { ...client.outcomeOf(answer.failure), externalId: id };
}

/** The form is loaded first, because saving writes all of it. */
export async function updateAffiliate(
	client: PostAffiliateProClient,
	{ affiliateId, email, firstName, lastName, company, code, more }: AffiliateChange,
): Promise<PlatformOutcome> {
	const id = requireId(affiliateId, 'affiliateId');
	const companies = companyFields(client, company ?? null);
	if (companies === null) return noCompanyField();
	const loaded = await client.form(AFFILIATE_FORM, 'load', { Id: id }, 'repeatable');
	if (!loaded.ok) return client.outcomeOf(loaded.failure);
	if ((loaded.fields['userid'] ?? loaded.fields['Id']) !== id) return unknownAffiliate();
	const fields = {
		...loaded.fields,
		...more,
		...companies,
		Id: id,
		...(email === undefined ? {} : { username: email }),
		...(firstName === undefined ? {} : { firstname: firstName }),
		...(lastName === undefined ? {} : { lastname: lastName }),
		...(code === undefined ? {} : { refid: code }),
	};
	const answer = await client.form(AFFILIATE_FORM, 'save', fields, 'repeatable');
	if (answer.ok) return confirmedOutcome(id, answer.raw);
	return client.outcomeOf(answer.failure, [email, firstName, lastName, company].map(String));
}

/** The id is looked up first: one that nobody has is answered as if all went well. */
export async function setAffiliateStatus(
	client: PostAffiliateProClient,
	affiliateId: string,
	status: 'approved' | 'declined',
): Promise<PlatformOutcome> {
	const known = await findAffiliate(client, requireId(affiliateId, 'affiliateId'));
	if (known === null) return unknownAffiliate();
	if (known.status === status) return duplicateOutcome(known.id, `It is ${status}`, known.raw);
	const request = {
		C: AFFILIATE_FORM,
		M: 'changeStatus',
		status: RSTATUS[status],
		ids: [known.id],
	};
	const answer = await client.run([request], 'repeatable');
	if (!answer.ok) return client.outcomeOf(answer.failure);
	return confirmedOutcome(known.id, answer.results[0]);
}

/** Empty where there is no company; null where there is no field for it. */
function companyFields(
	{ account }: PostAffiliateProClient,
	company: string | null,
): Readonly<Record<string, string>> | null {
	if (company === null) return {};
	return account.companyField === null ? null : { [account.companyField]: company };
}

function noCompanyField(): PlatformOutcome {
	return rejectedOutcome({
		reason: 'Which field of an affiliate holds the company is not told',
		hint: 'Name it in the credential, or give the company as a further field such as data2.',
		field: 'company',
	});
}

function unknownAffiliate(): PlatformOutcome {
	return rejectedOutcome({
		reason: 'Post Affiliate Pro has no affiliate of this id',
		hint: 'Give the user id, which is not the referral id of the links.',
		field: 'userid',
	});
}
