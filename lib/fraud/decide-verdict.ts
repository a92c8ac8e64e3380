import type { FraudPolicy } from '../model/fraud-policy';
import type { FraudAction, Verdict } from '../model/verdict';
import type { JudgedFinding } from './find';
import { scoreOf } from './score';

export type Decision = Verdict['verdict'];

/** One ground for a decision. The gravest ground wins; all of that gravity are named. */
interface Ground {
	readonly decision: Decision;
	readonly reason: string;
	readonly affiliateReason: string;
}

/** What a hard rule's action, or a score's, means. */
const DECISIONS: Readonly<Record<FraudAction, Decision>> = {
	allow: 'approve',
	flag: 'review',
	hold: 'review',
	decline: 'reject',
	drop: 'reject',
};

export type DecidedVerdict = Pick<
	Verdict,
	'verdict' | 'score' | 'findings' | 'reason' | 'affiliateReason'
>;

/**
 * What findings come to under a policy: soft hits add up to a score that is held against the
 * thresholds, hard hits decide alone, and a rule that could not look asks for a review unless the
 * policy lets it pass.
 */
export function decideVerdict(
	judged: readonly JudgedFinding[],
	policy: FraudPolicy,
): DecidedVerdict {
	const found = judged.map(({ finding }) => finding);
	const score = scoreOf(found);
	const grounds = [
		...hardGrounds(judged),
		...scoreGrounds(judged, score, policy),
		...unknownGrounds(judged),
	];
	const verdict = gravest(grounds);
	const deciding = grounds.filter(({ decision }) => decision === verdict);
	return {
		verdict,
		score,
		findings: found,
		reason:
			verdict === 'approve'
				? `No ground for a review among ${found.length} rules.`
				: `${deciding.map(({ reason }) => reason).join('; ')}.`,
		affiliateReason: affiliateReason(deciding, verdict),
	};
}

function hardGrounds(judged: readonly JudgedFinding[]): Ground[] {
	return judged
		.map(({ finding }) => finding)
		.filter(({ status, isHard, isMonitored }) => status === 'hit' && isHard && !isMonitored)
		.map(({ ruleId, action, reason, affiliateReason: safe }) => ({
			decision: DECISIONS[action],
			reason: `${ruleId}: ${reason}`,
			affiliateReason: safe,
		}));
}

function scoreGrounds(
	judged: readonly JudgedFinding[],
	score: number,
	{ thresholds }: FraudPolicy,
): Ground[] {
	const reached = (['decline', 'hold', 'flag'] as const).find((name) => score >= thresholds[name]);
	if (reached === undefined) return [];
	const hits = judged
		.map(({ finding }) => finding)
		.filter(({ status, isHard, isMonitored }) => status === 'hit' && !isHard && !isMonitored);
	const names = hits.map(({ ruleId, reason }) => `${ruleId}: ${reason}`).join('; ');
	return [
		{
			decision: DECISIONS[reached],
			reason: `Score ${score} reaches '${reached}' at ${thresholds[reached]} (${names})`,
			affiliateReason: [...new Set(hits.map((hit) => hit.affiliateReason))].join(' '),
		},
	];
}

function unknownGrounds(judged: readonly JudgedFinding[]): Ground[] {
	return judged
		.filter(
			({ finding, onUnknown }) =>
				finding.status === 'unknown' && !finding.isMonitored && onUnknown !== 'allow',
		)
		.map(({ finding, onUnknown }) => ({
			decision: DECISIONS[onUnknown],
			reason: `${finding.ruleId} could not look: ${finding.reason}`,
			affiliateReason: finding.affiliateReason,
		}));
}

function gravest(grounds: readonly Ground[]): Decision {
	for (const decision of ['reject', 'review'] as const) {
		if (grounds.some((ground) => ground.decision === decision)) return decision;
	}
	return 'approve';
}

function affiliateReason(deciding: readonly Ground[], verdict: Decision): string {
	if (verdict === 'approve') return 'The order passed the checks.';
	const texts = [...new Set(deciding.map((ground) => ground.affiliateReason))].join(' ');
	return verdict === 'reject'
		? `The order was declined. ${texts}`
		: `The order waits for a check. ${texts}`;
}
