import { randomBytes } from 'node:crypto';
import { toMilliseconds, type Instant } from '../../lib/kernel';
import type { PostbackFacts } from '../../lib/fraud';
import { unsignedPostback } from '../../lib/fraud/rules/scan/f35-unsigned-postback';
import { timestampedSignatureFault } from '../../lib/mapping/webhook-signature';
import { codeSchema } from '../../lib/model/primitives';
import type { Programme } from '../../lib/model/programme';
import type { AffiliateStore } from '../../lib/ports/store';

export const SIGNATURE_HEADER = 'x-affiliate-signature';

/** A call as it came in. */
export interface SignedCall {
	readonly rawBody: Buffer;
	readonly signature: string | null;
	/** What the body names; not yet known to be true. */
	readonly programmeCode: string;
}

export type Verification =
	| {
			readonly outcome: 'verified';
			readonly programme: Programme;
			/** All but whether the nonce was used before. */
			readonly facts: PostbackFacts;
			/** Parameters of F35 in force. */
			readonly parameters: Readonly<Record<string, unknown>>;
			/** How long a nonce must be remembered: as long as its signature could be shown again. */
			readonly keepNonceSeconds: number;
	  }
	| { readonly outcome: 'refused'; readonly reason: string };

/** Signed with by nobody, so that a call takes as long where there is nothing to check it with. */
const DECOY = randomBytes(32).toString('base64url');

const NO_PROGRAMME = 'none';

/**
 * Whether a call is signed by somebody who knows the programme's secret, and now (F35). An unknown
 * programme, one without a secret and a wrong signature take the same way and end the same. The
 * policy may set how old a call may be; it cannot switch the rule off.
 */
export async function verifyPostback(
	{ registry, fraud }: Pick<AffiliateStore, 'registry' | 'fraud'>,
	{ rawBody, signature, programmeCode }: SignedCall,
	now: Instant,
): Promise<Verification> {
	const code = codeSchema.safeParse(programmeCode);
	const programme = code.success ? await registry.programmeByCode(code.data) : null;
	const secret = await registry.postbackSecret(programme?.programmeId ?? NO_PROGRAMME);
	const fault = timestampedSignatureFault(rawBody, signature, [secret ?? DECOY], now);
	const isSigned = fault === null || fault === 'too_old' || fault === 'in_the_future';
	if (programme === null) return { outcome: 'refused', reason: 'There is no such programme' };
	const policy = isSigned ? await fraud.policy(programme.programmeId) : null;
	const parameters = {
		...unsignedPostback.defaultParameters,
		...policy?.policy.rules[unsignedPostback.id]?.parameters,
	};
	const facts = {
		isSignatureValid: secret === null ? null : isSigned,
		ageSeconds: ageOf(signature, now),
		isNonceReused: null,
	};
	// The form of the body demands the nonce; whether it is new is asked once the rest is right.
	const reason = refusalOf(facts, parameters);
	if (reason !== null) return { outcome: 'refused', reason };
	const keepNonceSeconds = 2 * Number(parameters['maximumAgeSeconds']) + 60;
	return { outcome: 'verified', programme, facts, parameters, keepNonceSeconds };
}

/** Why F35 refuses a call, for the log; null when it is clear. What is unknown is refused. */
export function refusalOf(
	facts: PostbackFacts,
	parameters: Readonly<Record<string, unknown>>,
): string | null {
	const { status, reason } = unsignedPostback.evaluate(facts, parameters);
	return status === 'clear' ? null : reason;
}

/** Seconds since the signed time; null when there is none. */
function ageOf(signature: string | null, now: Instant): number | null {
	const seconds = /(?:^|,)\s*t=(\d{1,12})\s*(?:,|$)/.exec(signature ?? '')?.[1];
	return seconds === undefined ? null : Math.floor(toMilliseconds(now) / 1_000) - Number(seconds);
}
