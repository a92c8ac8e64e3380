import { formatMoney, isZeroMoney, negateMoney, type Money } from '../../kernel';
import type { CommissionView } from './commission-view';
import { day } from './words';

/** What happens now, in one sentence. */
export function nextStepOf(view: CommissionView): string {
	const { status, outstanding } = view;
	if (outstanding.amountMinor < 0n && status !== 'in_batch') return keptBack(outstanding);
	switch (status) {
		case 'pending':
			return afterHold(view);
		case 'held':
			return isDisputed(view)
				? 'It stays held until the dispute is decided.'
				: 'It stays held until the programme has checked it.';
		case 'approved':
			return isZeroMoney(outstanding)
				? 'Nothing is left to pay.'
				: `${formatMoney(outstanding)} goes into the next payout.`;
		case 'in_batch':
			return 'The payout is on its way.';
		case 'paid':
			return isZeroMoney(outstanding)
				? 'Nothing more happens; it is paid.'
				: `${formatMoney(outstanding)} more goes into the next payout.`;
		case 'declined':
		case 'reversed':
			return 'Nothing more happens.';
	}
}

function keptBack(outstanding: Money): string {
	return `${formatMoney(negateMoney(outstanding))} is kept back from the next payout.`;
}

function afterHold(view: CommissionView): string {
	if (isDisputed(view)) return 'It waits until the dispute is decided.';
	if (view.holdUntil === null) return 'It waits for approval.';
	return `It can be approved from ${day(view.holdUntil)} on.`;
}

function isDisputed({ disputes }: CommissionView): boolean {
	return disputes.some(({ status }) => status === 'open');
}
