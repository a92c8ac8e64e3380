import { z } from 'zod/v4';
import { defineFraudRule, type Observation } from '../../define-fraud-rule';
import type { PostbackFacts } from '../../facts/postback-facts';

const parameterSchema = z.object({ maximumAgeSeconds: z.int().min(1).max(86_400) });

/**
 * A call that anybody could have made or repeated: no valid HMAC, a time that is missing or too far
 * from now either way, or a nonce that was used before. Whoever calls learns nothing of which (F35).
 */
export const unsignedPostback = defineFraudRule({
	id: 'F35',
	stage: 'postback',
	version: 1,
	title: 'Unsigned or Replayed Postback',
	description: 'A postback without valid signature, from another time, or sent once more',
	anchor: 'Affise asks for a secure code; payment providers sign time and body',
	falsePositiveNote: 'Clocks of partners go wrong by minutes: 300 seconds either way are allowed.',
	affiliateText: 'The call could not be verified.',
	action: 'decline',
	weight: 1,
	isHard: true,
	defaultMode: 'on',
	onUnknown: 'hold',
	requires: [],
	parameterSchema,
	defaultParameters: { maximumAgeSeconds: 300 },
	parameterFields: [
		{
			name: 'maximumAgeSeconds',
			title: 'Maximum Age (Seconds)',
			description: 'How far the signed time may be from now, either way',
			type: 'number',
		},
	],
	evaluate(facts, limits) {
		const fault = faultOf(facts, limits);
		if (fault !== null) return fault;
		return facts.isSignatureValid === null
			? {
					status: 'unknown',
					evidence: {},
					reason: 'The programme has no secret to check the signature with',
				}
			: { status: 'clear', evidence: {}, reason: 'The call is signed, new and in time' };
	},
});

function faultOf(
	{ isSignatureValid, ageSeconds, isNonceReused }: PostbackFacts,
	{ maximumAgeSeconds }: z.output<typeof parameterSchema>,
): Observation | null {
	if (isSignatureValid === false) return hit('signature', 'The signature does not fit');
	if (ageSeconds === null) return hit('time', 'There is no readable time');
	if (Math.abs(ageSeconds) > maximumAgeSeconds) {
		return hit('time', `The time is more than ${maximumAgeSeconds} seconds from now`);
	}
	if (isNonceReused === true) return hit('nonce', 'The nonce was used before');
	return null;
}

function hit(part: string, reason: string): Observation {
	return { status: 'hit', evidence: { part }, reason };
}
