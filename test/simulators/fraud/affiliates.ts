import type { Affiliate } from '../../../lib/model/affiliate';
import type { Draws } from './draws';
import type { Person, Population } from './people';
import type { AffiliateTruth } from './truth';

/** An affiliate of the simulation: what the registry knows of it, and what only the simulation knows. */
export interface SimulatedAffiliate {
	readonly code: string;
	readonly truth: AffiliateTruth;
	/** Who is behind it. */
	readonly owner: Person;
	readonly partnerType: Affiliate['partnerType'];
	readonly sites: readonly string[];
	readonly mayIntercept: boolean;
	readonly couponCode: string | null;
	/** Account that is paid to; two affiliates with one account are one person. */
	readonly payoutAccount: string;
	/** Days before the simulation begins on which it signed up; negative: later. */
	readonly signedUpDaysBefore: number;
	/** First day of what it does wrong; 0 for an honest one. */
	readonly firstDay: number;
}

export interface AffiliateProfile {
	readonly partnerType?: Affiliate['partnerType'];
	readonly sites?: readonly string[];
	readonly mayIntercept?: boolean;
	readonly couponCode?: string;
	readonly payoutAccount?: string;
	readonly firstDay?: number;
	/** Where the owner has a mailbox. */
	readonly mailbox?: string;
}

/** An affiliate who signed up weeks or months ago, or with a later first day shortly before it. */
export function simulatedAffiliate(
	code: string,
	truth: AffiliateTruth,
	{ population, draws }: { readonly population: Population; readonly draws: Draws },
	profile: AffiliateProfile = {},
): SimulatedAffiliate {
	const firstDay = profile.firstDay ?? 0;
	return {
		code,
		truth,
		owner: ownerWith(population.stranger(), profile.mailbox),
		partnerType: profile.partnerType ?? null,
		sites: profile.sites ?? [],
		mayIntercept: profile.mayIntercept ?? false,
		couponCode: profile.couponCode ?? null,
		payoutAccount: profile.payoutAccount ?? `account-${code}`,
		signedUpDaysBefore: truth.isFraud ? draws.whole(5, 60) - firstDay : draws.whole(30, 600),
		firstDay,
	};
}

function ownerWith(owner: Person, mailbox: string | undefined): Person {
	const [name = ''] = owner.email.split('@');
	return mailbox === undefined ? owner : { ...owner, email: `${name}@${mailbox}` };
}
