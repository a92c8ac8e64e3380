import { formatMoney } from '../../kernel';
import type { Payout } from '../../model/payout';
import type { CommissionStory } from '../../ports/ledger-store';
import type { CommissionView, ViewedTouch } from './commission-view';
import { currentLine, entriesOf, ownCredits, ownPayouts, sharedFacts } from './view-facts';

/** Everything the ledger holds of a commission. */
export function viewForMerchant(
	story: CommissionStory,
	payouts: readonly Payout[],
): CommissionView {
	const { commission, state } = story;
	const { planId, planVersion } = commission;
	const line = currentLine(story);
	const { conversion } = state;
	const rules = line.ruleIds.length === 0 ? '' : `, rule ${line.ruleIds.join(', ')}`;
	return {
		...sharedFacts(story),
		audience: 'merchant',
		subject: conversion === null ? 'the order' : `order ${conversion.orderNumber}`,
		beneficiary: `Affiliate ${line.affiliateCode}`,
		touches: touchesOf(story),
		rate: line.rate,
		computation: line.sentence,
		bookedAs: commission.line.sentence,
		planNote: `Plan ${planId} v${planVersion}${rules}.`,
		base: line.base,
		baseLines: baseLinesOf(story),
		checks: checksOf(story),
		moves: story.moves.map(({ at, from, to, reason, actor }) => ({
			at,
			from,
			to,
			reason: `${reason} (${actor})`,
		})),
		entries: entriesOf(story, ({ kind, cause }) => (kind === 'accrue' ? null : cause)),
		adjustments: story.adjustments.map(({ at, kind, amount, cause, actor, trace }) => ({
			at,
			kind,
			amount,
			note: [`${cause} (${actor})`, ...trace.slice(-1).map(({ text }) => text)].join('. '),
		})),
		refunds: state.refunds.map(({ refund, base, status }) => ({
			at: refund.createdAt,
			kind: refund.kind,
			note:
				`${refund.refundId}: ${formatMoney(refund.total)} went back` +
				`${base === null ? '' : `, ${formatMoney(base)} of the base`}` +
				`${status === 'waiting' ? ', not applied' : ''}` +
				`${refund.reason === null ? '' : ` (${refund.reason})`}`,
		})),
		disputes: state.disputes.map(({ dispute }) => ({
			at: dispute.updatedAt,
			status: dispute.status,
			note:
				`${dispute.disputeId} about ${formatMoney(dispute.amount)}` +
				`${dispute.reason === null ? '' : ` (${dispute.reason})`}`,
		})),
		payouts: ownPayouts(story, payouts).map((payout) => ({
			at: payout.createdAt,
			status: payout.status,
			statementNumber: payout.statementNumber,
			note:
				`${payout.payoutId} of batch ${payout.batchId}, ${formatMoney(payout.payable)} in all` +
				`${payout.statusReason === '' ? '' : ` (${payout.statusReason})`}`,
		})),
	};
}

function touchesOf(story: CommissionStory): ViewedTouch[] {
	const credits = ownCredits(story);
	const shown =
		story.commission.kind === 'level' ? (story.journal?.attribution.credits ?? []) : credits;
	return shown.map(({ touch, confidence, confidenceReason }) => ({
		kind: touch.kind,
		at: touch.occurredAt,
		foundIn: touch.foundIn,
		couponCode: touch.couponCode,
		confidence: Math.round(confidence * 100),
		confidenceReason,
	}));
}

function baseLinesOf(story: CommissionStory): string[] {
	const { state, journal } = story;
	const titles = new Map(journal?.order.lines.map(({ lineId, title }) => [lineId, title]) ?? []);
	const parts = new Map(currentLine(story).parts.map(({ lineId, amount }) => [lineId, amount]));
	return (state.conversion?.lines ?? []).map(({ lineId, base, net }) => {
		const part = parts.get(lineId);
		const share = part === undefined ? '' : `, earns ${formatMoney(part)}`;
		const name = titles.get(lineId) ?? lineId;
		return `${name}: ${formatMoney(base)} of ${formatMoney(net)} counts${share}.`;
	});
}

function checksOf({ state }: CommissionStory): string[] {
	const verdict = state.conversion?.verdict ?? null;
	if (verdict === null) return [];
	const hits = verdict.findings.filter(({ status }) => status === 'hit');
	return [
		`Fraud check: ${verdict.verdict}. ${verdict.reason}`,
		...hits.map(({ ruleId, reason }) => `${ruleId}: ${reason}`),
	];
}
