import type { IExecuteFunctions } from 'n8n-workflow';
import { evaluateSubject, type SignupFacts } from '../../lib/fraud';
import { emailDomainKind } from '../../lib/fraud/match/email-domain-kind';
import { caseOfSubject } from '../../lib/fraud/scan';
import { addDays, AffiliateError, normalizeEmail, type Instant } from '../../lib/kernel';
import type { Affiliate } from '../../lib/model/affiliate';
import type { Programme } from '../../lib/model/programme';
import type { TraitKind } from '../../lib/model/trait';
import type { Verdict } from '../../lib/model/verdict';
import type { AffiliateStore } from '../../lib/ports/store';
import { systemClock } from '../shared/clock';
import { mutedRuleIds } from '../shared/fraud/policyInForce';
import { referenceListsOf } from '../shared/referenceLists';
import { readPolicy } from './readPolicy';

/** What only one person has. */
const PERSONAL_TRAITS: readonly TraitKind[] = ['email', 'phone', 'payout', 'tax_id', 'device'];

/** Judges an affiliate that asks to join, and opens a case where a person should look (F28, F29). */
export async function checkSignup(
	execute: IExecuteFunctions,
	itemIndex: number,
	store: AffiliateStore,
): Promise<Verdict> {
	const affiliate = await requireAffiliate(execute, itemIndex, store);
	const programme = await requireProgramme(execute, itemIndex, store);
	const { programmeId } = programme;
	const { policy, version } = await readPolicy(execute, itemIndex, store.fraud, programmeId);
	const now = systemClock.now();
	const facts = await signupFacts(store, affiliate, now);
	const decided = evaluateSubject('signup', facts, policy, {
		isAllowed: policy.allow.affiliates.some(
			(entry) => entry.trim().toLowerCase() === affiliate.code.toLowerCase(),
		),
		mutedRuleIds: await mutedRuleIds(store.fraud, programmeId, policy),
	});
	const { affiliateId } = affiliate;
	const occasion = { subject: 'signup', affiliateId } as const;
	const fraudCase = caseOfSubject(decided, occasion, { programmeId, policy, now });
	if (fraudCase !== null) await store.fraud.openCase(fraudCase);
	return { ...decided, affiliateIds: [affiliateId], policyVersion: version };
}

async function signupFacts(
	{ fraud, registry }: AffiliateStore,
	affiliate: Affiliate,
	now: Instant,
): Promise<SignupFacts> {
	const { affiliateId } = affiliate;
	const lists = referenceListsOf(fraud);
	await lists.refresh();
	const traits = await fraud.affiliateTraits(affiliateId);
	const since = addDays(now, -1);
	const signups = async (kind: TraitKind): Promise<number | null> => {
		const trait = traits.find((own) => own.kind === kind);
		return trait === undefined ? null : await fraud.signupsWithTrait(trait, since, affiliateId);
	};
	const personal = traits.filter(({ kind }) => PERSONAL_TRAITS.includes(kind));
	const others = await fraud.affiliatesWithTraits(personal, affiliateId);
	const email = normalizeEmail(affiliate.email ?? '');
	return {
		affiliateId,
		networkSignups: await signups('network'),
		deviceSignups: await signups('device'),
		duplicates: await Promise.all(
			others.map(async ({ affiliateId: other, kinds }) => ({
				affiliateId: other,
				affiliateCode: (await registry.affiliate(other))?.code ?? other,
				kinds,
			})),
		),
		emailDomainKind:
			email === null
				? null
				: emailDomainKind(email.slice(email.lastIndexOf('@') + 1), lists.disposableDomains),
	};
}

async function requireAffiliate(
	execute: IExecuteFunctions,
	itemIndex: number,
	{ registry }: AffiliateStore,
): Promise<Affiliate> {
	const code = String(execute.getNodeParameter('affiliateCode', itemIndex, '') ?? '').trim();
	const affiliate = code === '' ? null : await registry.affiliateByCode(code);
	if (affiliate !== null) return affiliate;
	throw new AffiliateError(
		code === '' ? "'Affiliate Code' is empty" : `There is no affiliate with the code '${code}'`,
		{
			code: code === '' ? 'missing_input' : 'unknown_affiliate',
			path: 'affiliateCode',
			hint: "Create the affiliate first with 'Affiliate: Create or Update', status 'Pending'.",
		},
	);
}

/** The named programme, or the only one there is. */
async function requireProgramme(
	execute: IExecuteFunctions,
	itemIndex: number,
	{ registry }: AffiliateStore,
): Promise<Programme> {
	const code = String(execute.getNodeParameter('programmeCode', itemIndex, '') ?? '').trim();
	const named = code === '' ? null : await registry.programmeByCode(code);
	const [only, second] = code === '' ? await registry.programmes(2) : [];
	const programme = named ?? (second === undefined ? (only ?? null) : null);
	if (programme !== null) return programme;
	throw new AffiliateError(
		code === ''
			? "'Programme Code' is empty, and there is not exactly one programme"
			: `There is no programme with the code '${code}'`,
		{
			code: code === '' ? 'missing_input' : 'unknown_programme',
			path: 'programmeCode',
			hint: 'Enter the code of the programme that the affiliate asks to join.',
		},
	);
}
