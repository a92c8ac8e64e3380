import { isZeroMoney, type Money } from '../../kernel';
import type { Touch } from '../../model/touch';
import type { CommissionView, ViewedEntry, ViewedTouch } from './commission-view';
import type { TimelineEntry } from './explanation';
import { asSentence, capitalised, STATUS_WORDS } from './words';

/** Everything that happened to a commission, oldest first. */
export function timelineOf(view: CommissionView): TimelineEntry[] {
	const entries = [
		...view.touches.map(touched),
		...ordered(view),
		...adjusted(view),
		...view.entries.map((entry) => booked(entry, view)),
		...moved(view),
		...view.disputes.map(({ at, status, note }) => ({
			at,
			title: `Dispute ${status}`,
			text: asSentence(note ?? `The dispute about the order is ${status}`),
		})),
		...view.payouts.map(({ at, status, statementNumber, note }) => ({
			at,
			title: 'Payout',
			text: asSentence(
				`${statementNumber === null ? 'Part of a payout' : `Part of statement ${statementNumber}`}` +
					` (${status})${note === null ? '' : `: ${note}`}`,
			),
		})),
	];
	return entries.sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1));
}

const TOUCH_TITLES: Readonly<Record<Touch['kind'], string>> = {
	click: 'Click',
	coupon: 'Coupon used',
	customer: 'Known customer',
	subscription: 'Subscription',
	direct_link: 'Direct link',
};

function touched({ kind, at, foundIn }: ViewedTouch): TimelineEntry {
	return { at, title: TOUCH_TITLES[kind], text: `Found in: ${foundIn}.` };
}

function ordered({ orderedAt, subject }: CommissionView): TimelineEntry[] {
	if (orderedAt === null) return [];
	return [{ at: orderedAt, title: 'Order', text: asSentence(capitalised(subject)) }];
}

const ENTRY_TITLES: Readonly<Record<string, string>> = {
	accrue: 'Booked',
	decline: 'Declined',
	reverse: 'Taken back',
	restore: 'Given back',
	write_off: 'Written off',
};

function booked({ at, kind, amount, note }: ViewedEntry, view: CommissionView): TimelineEntry {
	const texts: Readonly<Record<string, string>> = {
		accrue: view.bookedAs ?? `${view.beneficiary} earned it with ${view.subject}`,
		decline: 'What was left was taken off',
		reverse: 'Taken back from the commission',
		restore: 'Given back to the commission',
		write_off: 'The negative balance was given up',
	};
	const text = [texts[kind] ?? kind, ...(note === null ? [] : [note])].join(': ');
	return { at, title: ENTRY_TITLES[kind] ?? kind, text: asSentence(text), amount };
}

/** The first status is told with the booking unless it is a hold. */
function moved({ moves }: CommissionView): TimelineEntry[] {
	return moves
		.filter(({ from, to }) => from !== null || to === 'held')
		.map(({ at, to, reason }) => ({
			at,
			title: capitalised(STATUS_WORDS[to]),
			text: asSentence(reason),
		}));
}

const ADJUSTMENT_TITLES = {
	edit: 'Order edited',
	re_rate: 'Rated anew',
	manual: 'Corrected',
	re_attribution: 'Attributed anew',
} as const;

const ADJUSTMENT_TEXTS = {
	edit: 'The order was changed in the store',
	re_rate: 'Other terms apply',
	manual: 'The programme corrected the commission',
	re_attribution: 'The order is credited otherwise',
} as const;

function adjusted({ adjustments }: CommissionView): TimelineEntry[] {
	return adjustments.map(({ at, kind, amount, note }) => ({
		at,
		title: ADJUSTMENT_TITLES[kind],
		text: asSentence(note === null ? ADJUSTMENT_TEXTS[kind] : `${ADJUSTMENT_TEXTS[kind]}: ${note}`),
		...withAmount(amount),
	}));
}

function withAmount(amount: Money): { amount?: Money } {
	return isZeroMoney(amount) ? {} : { amount };
}
