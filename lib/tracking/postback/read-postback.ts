import {
	AffiliateError,
	instantFromMilliseconds,
	toMilliseconds,
	type Instant,
} from '../../kernel';
import type { Money } from '../../kernel';
import { moneySchema } from '../../model/money';
import { parseModel } from '../../model/parse';
import { postbackSchema, type ClickPostback, type ConversionPostback } from './schema';

const NAME = 'postback';

/** Clocks differ by as much as signatures may (F35). */
const FUTURE_SECONDS = 300;

const OLDEST_DAYS = 30;

/** A click that is told, with its time decided. */
export interface ToldClick extends ClickPostback {
	readonly occurredAt: Instant;
}

/** A claim about an order, with its amount read. */
export interface ToldConversion extends Omit<ConversionPostback, 'amount' | 'currency'> {
	readonly amount: Money | null;
}

export type Postback = ToldClick | ToldConversion;

/** A body that was read, or what is wrong with it and where; never the value itself. */
export type PostbackReading =
	| { readonly outcome: 'read'; readonly postback: Postback }
	| { readonly outcome: 'refused'; readonly message: string; readonly path: string };

/** Refuses a field outside the form, a click of the future and one older than 30 days. */
export function readPostback(json: unknown, now: Instant): PostbackReading {
	try {
		return { outcome: 'read', postback: postbackOf(json, now) };
	} catch (error) {
		if (!(error instanceof AffiliateError) || error.code !== 'invalid_input') throw error;
		return { outcome: 'refused', message: error.message, path: error.path ?? NAME };
	}
}

function postbackOf(json: unknown, now: Instant): Postback {
	const postback = parseModel(postbackSchema, json, NAME);
	if (postback.type === 'conversion') {
		const { amount, currency, ...claim } = postback;
		return {
			...claim,
			amount:
				amount === null
					? null
					: parseModel(moneySchema, { amount, currency: currency ?? '' }, `${NAME}.amount`),
		};
	}
	return { ...postback, occurredAt: timeOf(postback.occurredAt, now) };
}

/** A little ahead of our clock is now: no click may come after the order it led to. */
function timeOf(told: Instant | null, now: Instant): Instant {
	if (told === null) return now;
	const ageSeconds = (toMilliseconds(now) - toMilliseconds(told)) / 1_000;
	if (ageSeconds < -FUTURE_SECONDS) throw wrongTime('in the future; compare the clocks');
	if (ageSeconds > OLDEST_DAYS * 86_400) throw wrongTime(`older than ${OLDEST_DAYS} days`);
	return instantFromMilliseconds(Math.min(toMilliseconds(told), toMilliseconds(now)));
}

function wrongTime(fault: string): AffiliateError {
	const path = `${NAME}.occurredAt`;
	return new AffiliateError(`'${NAME}' is not valid. ${path}: ${fault}`, {
		code: 'invalid_input',
		path,
	});
}
