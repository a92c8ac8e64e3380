import { z } from 'zod/v4';
import { defineFraudRule } from '../../define-fraud-rule';
import type { SignupFacts } from '../../facts/signup-facts';
import { duplicateSigns } from './measure/duplicate-signs';

const parameterSchema = z.object({
	maximumPerDay: z.int().min(1).max(1000),
	checkDuplicates: z.boolean(),
	checkEmailDomain: z.boolean(),
});

/** One sign that may be innocent: friends at one event, a couple, a careful person. */
const WEAK_WEIGHT = 0.35;

/**
 * Somebody asks to join who may be there already: too many sign-ups of one network or device in a
 * day, or something only one person has in common with another affiliate, as F29 finds it every
 * night among those who have joined. A mailbox for ten minutes counts as well; one that forwards
 * does not (F28).
 */
export const suspiciousSignup = defineFraudRule({
	id: 'F28',
	stage: 'signup',
	version: 1,
	title: 'Suspicious Sign-Up',
	description: 'Many sign-ups of one network or device, or somebody who has joined already',
	anchor: 'AffiliateWP and Post Affiliate Pro limit sign-ups of one network',
	falsePositiveNote: 'At events and in classes people join together: raise the limit.',
	affiliateText: 'Your application is checked by a person.',
	action: 'hold',
	weight: 0.6,
	isHard: false,
	defaultMode: 'on',
	onUnknown: 'allow',
	requires: [],
	parameterSchema,
	defaultParameters: { maximumPerDay: 3, checkDuplicates: true, checkEmailDomain: true },
	parameterFields: [
		{
			name: 'maximumPerDay',
			title: 'Sign-Ups a Day',
			description: 'How many sign-ups of one network or device in 24 hours are too many to pass',
			type: 'number',
		},
		{
			name: 'checkDuplicates',
			title: 'Check Duplicates',
			description: 'Whether to compare with the affiliates who have joined',
			type: 'boolean',
		},
		{
			name: 'checkEmailDomain',
			title: 'Check Email Domain',
			description: 'Whether a mailbox for a few minutes is a sign',
			type: 'boolean',
		},
	],
	evaluate(facts, { maximumPerDay, checkDuplicates, checkEmailDomain }) {
		const crowd = crowdOf(facts, maximumPerDay);
		const duplicates = duplicateSigns(checkDuplicates ? facts.duplicates : []);
		const isDisposable = checkEmailDomain && facts.emailDomainKind === 'disposable';
		const reasons = [
			...(crowd === null ? [] : [`${crowd.count} sign-ups of one ${crowd.origin} in 24 hours`]),
			...(duplicates === null ? [] : [duplicates.reason]),
			...(isDisposable ? ['The mailbox is a disposable one'] : []),
		];
		const evidence = {
			...(crowd === null ? {} : { origin: crowd.origin, signups: String(crowd.count) }),
			...duplicates?.evidence,
			...(isDisposable ? { emailDomain: 'disposable' } : {}),
		};
		if (reasons.length > 0) {
			const isWeak = crowd === null && duplicates?.isStrong !== true;
			const weight = isWeak ? { weight: WEAK_WEIGHT } : {};
			return { status: 'hit', evidence, reason: reasons.join('; '), ...weight };
		}
		return facts.networkSignups === null && facts.deviceSignups === null
			? { status: 'unknown', evidence, reason: 'Network and device of the sign-up are not told' }
			: { status: 'clear', evidence, reason: 'Nothing speaks against the sign-up' };
	},
});

/** The facts leave the sign-up itself out; it counts too. */
function crowdOf({ networkSignups, deviceSignups }: SignupFacts, maximum: number) {
	const origins = [
		{ origin: 'device', count: (deviceSignups ?? 0) + 1 },
		{ origin: 'network', count: (networkSignups ?? 0) + 1 },
	];
	return origins.find(({ count }) => count > maximum) ?? null;
}
