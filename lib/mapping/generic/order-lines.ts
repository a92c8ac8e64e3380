import {
	addMoney,
	AffiliateError,
	compareMoney,
	subtractMoney,
	sumMoney,
	zeroMoney,
	type Money,
} from '../../kernel';
import type { Order, OrderLine } from '../../model/order';
import { extendedPrice, genericAmount, genericAmountOrZero } from './amount';
import type { GenericLine, GenericOrder } from './schema';

type LineAmounts = Pick<OrderLine, 'gross' | 'discount' | 'net'>;

/** The order's lines before tax; one line for all of it when the sender names only a total. */
export function genericLines(order: GenericOrder): OrderLine[] {
	if (order.lines.length === 0) return [wholeOrderLine(order)];
	const lines = order.lines.map((line, index) => lineOf(line, index, order.currency));
	requireDistinctIds(lines);
	return lines;
}

function lineOf(line: GenericLine, index: number, currency: string): OrderLine {
	const path = `order.lines[${index}]`;
	return {
		lineId: line.id ?? String(index + 1),
		productId: line.productId,
		variantId: line.variantId,
		sku: line.sku,
		title: line.title ?? '',
		categories: line.categories.map((name) => name.trim()).filter((name) => name !== ''),
		quantity: line.quantity,
		...amountsOf(line, currency, path),
		tax: genericAmountOrZero(line.tax, currency, `${path}.tax`),
		isGiftCard: line.isGiftCard,
		isTip: false,
	};
}

/** A total goes before a unit price: it is what was charged, after the sender's own rounding. */
function amountsOf(line: GenericLine, currency: string, path: string): LineAmounts {
	const listed =
		line.unitPrice === undefined ? null : extendedPrice(line.unitPrice, line.quantity, currency);
	const off =
		line.discount === undefined ? null : genericAmount(line.discount, currency, `${path}.discount`);
	if (line.total === undefined) return discounted(listed ?? zeroMoney(currency), off, path);
	const net = genericAmount(line.total, currency, `${path}.total`);
	if (off !== null) return { gross: addMoney(net, off), discount: off, net };
	// Without a discount named, it is what the listed price is above the total.
	const gross = listed !== null && compareMoney(listed, net) > 0 ? listed : net;
	return { gross, discount: subtractMoney(gross, net), net };
}

function discounted(gross: Money, off: Money | null, path: string): LineAmounts {
	const discount = off ?? zeroMoney(gross.currency);
	const net = subtractMoney(gross, discount);
	if (gross.amountMinor >= 0n && net.amountMinor < 0n) {
		throw new AffiliateError(`'${path}.discount' is more than the line costs`, {
			code: 'invalid_input',
			path: `${path}.discount`,
			hint: 'The discount of a line is for its whole quantity and at most its price.',
		});
	}
	return { gross, discount, net };
}

function wholeOrderLine(order: GenericOrder): OrderLine {
	const { currency } = order;
	const others = (['tax', 'shipping', 'fees'] as const).map((part) =>
		genericAmountOrZero(order[part], currency, `order.${part}`),
	);
	const total = genericAmountOrZero(order.total, currency, 'order.total');
	const net = subtractMoney(total, sumMoney(others, currency));
	if (net.amountMinor < 0n && total.amountMinor >= 0n) {
		throw new AffiliateError("'order.total' is less than its tax, shipping and fees", {
			code: 'invalid_input',
			path: 'order.total',
			hint: 'The total holds everything that the customer pays.',
		});
	}
	return {
		lineId: '1',
		productId: null,
		variantId: null,
		sku: null,
		title: '',
		categories: [],
		quantity: 1,
		gross: net,
		discount: zeroMoney(currency),
		net,
		tax: genericAmountOrZero(order.tax, currency, 'order.tax'),
		isGiftCard: false,
		isTip: false,
	};
}

/** Refunds find their line by its id, so two lines must not share one. */
function requireDistinctIds(lines: Order['lines']): void {
	const seen = new Set<string>();
	lines.forEach(({ lineId }, index) => {
		if (!seen.has(lineId)) {
			seen.add(lineId);
			return;
		}
		throw new AffiliateError(`'order.lines[${index}].id' is also the id of another line`, {
			code: 'invalid_input',
			path: `order.lines[${index}].id`,
			hint: 'Give every line its own id, or leave all of them out.',
		});
	});
}
