/** What an event of a platform is about. Of its words nothing is believed: the record is read again. */
export interface PlatformNotice {
	readonly object: 'affiliate' | 'conversion' | 'payout';
	/** The platform's word for what happened, or the one in the address; null for none. */
	readonly name: string | null;
	/** The platform's id of the object; null where only the order is named. */
	readonly id: string | null;
	readonly orderId: string | null;
	/** Whom a payout is for. */
	readonly affiliateId: string | null;
}

/** `ignored`: an event that tells nothing that could be read again. */
export type NoticeReading =
	| { readonly outcome: 'notice'; readonly notice: PlatformNotice }
	| { readonly outcome: 'ignored'; readonly reason: string };

/** Names and values of an event: of the query, of a form, or the members of a JSON object. */
export type NoticeFields = Readonly<Record<string, unknown>>;

export function noticeOf(notice: {
	readonly object: PlatformNotice['object'];
	readonly name: string | null;
	readonly id?: string | null;
	readonly orderId?: string | null;
	readonly affiliateId?: string | null;
}): NoticeReading {
	const { id = null, orderId = null, affiliateId = null } = notice;
	if (id === null && orderId === null) return ignored(`it names no ${notice.object}`);
	return { outcome: 'notice', notice: { ...notice, id, orderId, affiliateId } };
}

export function ignored(reason: string): NoticeReading {
	return { outcome: 'ignored', reason };
}

const LONGEST = 255;

/** The first of these members that holds a short text or a number; null for none. */
export function fieldOf(fields: NoticeFields, ...names: readonly string[]): string | null {
	for (const name of names) {
		const value = fields[name];
		if (typeof value !== 'string' && typeof value !== 'number') continue;
		const text = String(value).trim();
		// A macro that the platform did not fill in.
		if (text === '' || text.length > LONGEST || /^\{.*\}$|^\$\{|^\{\$/.test(text)) continue;
		return text;
	}
	return null;
}

/** A member that is an object itself; empty for anything else. */
export function partOf(fields: NoticeFields, name: string): NoticeFields {
	const value = fields[name];
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as NoticeFields)
		: {};
}
