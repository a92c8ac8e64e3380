import { isClickId } from '../kernel';
import type { Order } from '../model/order';
import { codeSchema } from '../model/primitives';
import type { TraceStep } from '../model/trace';
import { findReferrers, type ReferrerSignal } from './find-referrers';
import { visitsLatestFirst } from './visits-latest-first';

/** Under which names a shop hands the click id and the affiliate's code on. */
export interface SignalSettings {
	/** Keys of cart attributes and order meta; compared without case and leading underscore. */
	readonly attributeKeys: readonly string[];
	/** Query parameter of the landing page that holds a click id. */
	readonly clickParameter: string;
	/** Query parameter of the landing page that holds an affiliate's code. */
	readonly codeParameter: string;
	/** Keys of cart attributes and order meta that hold an affiliate's code; compared likewise. */
	readonly codeAttributeKeys: readonly string[];
}

export const DEFAULT_SIGNAL_SETTINGS: SignalSettings = {
	attributeKeys: ['aff_click', 'affiliate_click_id', 'click_id'],
	clickParameter: 'aff_click',
	codeParameter: 'aff',
	codeAttributeKeys: ['affiliate_code'],
};

/** A well-formed click id in an order. The strongest place comes first in the list. */
export interface ClickSignal {
	readonly clickId: string;
	readonly source: 'cart_attribute' | 'landing_page';
	readonly foundIn: string;
}

/** An affiliate's code in an order, with the place it was found in. */
export interface CodeSignal {
	readonly code: string;
	readonly foundIn: string;
}

/** Everything in an order that names a click, an affiliate or a coupon. */
export interface OrderSignals {
	readonly clicks: readonly ClickSignal[];
	readonly affiliateCodes: readonly CodeSignal[];
	readonly couponCodes: readonly string[];
	/** Sites that the customer came from, the visit that bought first. */
	readonly referrers: readonly ReferrerSignal[];
	/** What was looked at and left aside, for the trace. */
	readonly remarks: readonly TraceStep[];
}

/** Bounds on what a stranger's order can make the engine look up. */
const MAXIMUM_SIGNALS = 20;
const MAXIMUM_URL_LENGTH = 8_192;
const MAXIMUM_VALUE_LENGTH = 100;

/**
 * Reads the signals of an order: click ids in cart attributes, then in the landing page's query and
 * in those of earlier visits, affiliate codes in attributes and in the landing page's query, coupon
 * codes, and referring sites. Only values with the right form pass, so nothing else ever reaches a
 * look-up; a value that fails is remarked on without being repeated, because it may be anything.
 */
export function findSignals(order: Order, settings: SignalSettings): OrderSignals {
	const remarks: TraceStep[] = [];
	const landing = readLandingQuery(order.tracking.landingUrl, remarks);
	const found = [
		...attributeValues(order.tracking.attributes, settings.attributeKeys).map((found) => ({
			...found,
			source: 'cart_attribute' as const,
		})),
		...queryValues(landing, settings.clickParameter).map((value) => ({
			value,
			source: 'landing_page' as const,
			foundIn: 'landing page',
		})),
		...visitValues(order, settings.clickParameter, remarks),
	];
	const clicks = new Map<string, ClickSignal>();
	for (const { value, source, foundIn } of found.slice(0, MAXIMUM_SIGNALS)) {
		const clickId = value.trim();
		if (!isClickId(clickId)) {
			remarks.push(remark(`The value in the ${foundIn} does not have the form of a click id`));
		} else if (!clicks.has(clickId)) {
			clicks.set(clickId, { clickId, source, foundIn });
		}
	}
	return {
		clicks: [...clicks.values()],
		affiliateCodes: readAffiliateCodes(
			[
				...attributeValues(order.tracking.attributes, settings.codeAttributeKeys),
				...queryValues(landing, settings.codeParameter).map((value) => ({
					value,
					foundIn: 'landing page',
				})),
			],
			remarks,
		),
		couponCodes: distinctIgnoringCase(order.coupons.map(({ code }) => code.trim())),
		referrers: findReferrers(order),
		remarks,
	};
}

interface FoundValue {
	readonly value: string;
	readonly foundIn: string;
}

function attributeValues(
	attributes: Readonly<Record<string, string>>,
	keys: readonly string[],
): FoundValue[] {
	const values: FoundValue[] = [];
	for (const key of keys) {
		const wanted = comparableKey(key);
		for (const [name, value] of Object.entries(attributes)) {
			if (comparableKey(name) !== wanted || value.trim() === '') continue;
			values.push({ value, foundIn: `cart attribute "${key}"` });
		}
	}
	return values;
}

function comparableKey(key: string): string {
	return key.trim().toLowerCase().replace(/^_+/, '');
}

/** Shops give a whole URL or only path and query; both are read. */
function readLandingQuery(url: string | null, remarks: TraceStep[]): URLSearchParams {
	const nothing = new URLSearchParams();
	if (url === null || url.trim() === '') return nothing;
	if (url.length > MAXIMUM_URL_LENGTH) {
		remarks.push(remark('The address of the landing page is too long to be read'));
		return nothing;
	}
	const start = url.indexOf('?');
	if (start < 0) return nothing;
	return new URLSearchParams(url.slice(start + 1).split('#', 1)[0]);
}

function queryValues(query: URLSearchParams, parameter: string): string[] {
	if (parameter === '') return [];
	return query.getAll(parameter).filter((value) => value.trim() !== '');
}

function visitValues({ tracking }: Order, parameter: string, remarks: TraceStep[]) {
	return visitsLatestFirst(tracking)
		.flatMap(({ landingUrl }) => queryValues(readLandingQuery(landingUrl, remarks), parameter))
		.map((value) => ({
			value,
			source: 'landing_page' as const,
			foundIn: 'landing page of an earlier visit',
		}));
}

function readAffiliateCodes(found: readonly FoundValue[], remarks: TraceStep[]): CodeSignal[] {
	const codes = new Map<string, CodeSignal>();
	for (const { value, foundIn } of found.slice(0, MAXIMUM_SIGNALS)) {
		const code = codeSchema.safeParse(value.slice(0, MAXIMUM_VALUE_LENGTH + 1));
		if (!code.success) {
			remarks.push(remark(`A value in the ${foundIn} does not have the form of a code`));
		} else if (!codes.has(code.data.toLowerCase())) {
			codes.set(code.data.toLowerCase(), { code: code.data, foundIn });
		}
	}
	return [...codes.values()];
}

function distinctIgnoringCase(values: readonly string[]): string[] {
	const distinct = new Map<string, string>();
	for (const value of values) {
		const key = value.toLowerCase();
		if (value !== '' && !distinct.has(key)) distinct.set(key, value);
	}
	return [...distinct.values()].slice(0, MAXIMUM_SIGNALS);
}

function remark(text: string): TraceStep {
	return { rule: 'signal', text: `${text}, so it was not looked up.` };
}
