import {
	addMoney,
	minMoney,
	roundQuotient,
	money,
	sumMoney,
	zeroMoney,
	type Money,
} from '../kernel';
import type { Refund } from '../model/refund';
import type { Conversion, ConversionLine } from '../ports/ledger-store';

/**
 * How much of an order's commission base all its refunds together took back (C26). Cumulative by
 * line and capped at the line, so that many small refunds come to exactly the whole. A
 * cancellation takes everything. A refund without lines counts by its share of the order total.
 */
export function refundedBase(conversion: Conversion, refunds: readonly Refund[]): Money {
	if (conversion.base === null) return zeroMoney(conversion.net.currency);
	return refundedPart(conversion, refunds, conversion.base, (line) => line.base);
}

/** The same for the net value of the goods, which lifetime value is made of. */
export function refundedNet(conversion: Conversion, refunds: readonly Refund[]): Money {
	return refundedPart(conversion, refunds, conversion.net, (line) =>
		isExtra(line) ? zeroMoney(line.net.currency) : line.net,
	);
}

function refundedPart(
	conversion: Conversion,
	refunds: readonly Refund[],
	whole: Money,
	partOf: (line: ConversionLine) => Money,
): Money {
	const { currency } = whole;
	if (refunds.some((refund) => takesEverything(refund, currency))) return whole;
	const byLine = conversion.lines.map((line) =>
		proportion(partOf(line), cumulativeNet(line, refunds), line.net),
	);
	const withoutLines = sumMoney(
		refunds.filter(({ lines }) => lines === null).map(({ total }) => total),
		currency,
	);
	const byTotal = proportion(whole, withoutLines, conversion.orderTotals.total);
	return minMoney(addMoney(sumMoney(byLine, currency), byTotal), whole);
}

/**
 * A cancellation; or a chargeback that the bank states in another currency than the order's, which
 * cannot be measured against it: everything is taken back rather than too little.
 */
function takesEverything({ kind, total }: Refund, currency: string): boolean {
	return kind === 'cancellation' || (kind === 'chargeback' && total.currency !== currency);
}

/** Net that all refunds together returned on one line (or on shipping). */
function cumulativeNet(line: ConversionLine, refunds: readonly Refund[]): Money {
	const { currency } = line.net;
	const detailed = refunds.filter(({ lines }) => lines !== null);
	if (line.lineId === 'shipping') {
		return sumMoney(
			detailed.map(({ shipping }) => shipping),
			currency,
		);
	}
	return sumMoney(
		detailed.flatMap(({ lines }) =>
			(lines ?? []).filter(({ lineId }) => lineId === line.lineId).map(({ net }) => net),
		),
		currency,
	);
}

/** `part × returned / whole`, at most `part`; nothing of nothing is nothing. */
function proportion(part: Money, returned: Money, whole: Money): Money {
	if (whole.amountMinor <= 0n) return zeroMoney(part.currency);
	if (returned.amountMinor >= whole.amountMinor) return part;
	const share = roundQuotient(
		part.amountMinor * returned.amountMinor,
		whole.amountMinor,
		'half_up',
	);
	return money(share, part.currency);
}

function isExtra(line: ConversionLine): boolean {
	return line.lineId === 'shipping' || line.lineId === 'fees';
}
