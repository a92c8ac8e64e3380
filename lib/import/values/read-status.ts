import type { Affiliate } from '../../model/affiliate';
import { problem } from './problem';

/** How a commission of the old platform stands. `paid` ones are history and never payable. */
export type ImportedStatus = 'pending' | 'approved' | 'paid' | 'declined';

const AFFILIATE_STATUSES: Readonly<Record<string, Affiliate['status']>> = {
	a: 'active',
	accepted: 'active',
	active: 'active',
	approved: 'active',
	enabled: 'active',
	true: 'active',
	yes: 'active',
	new: 'pending',
	p: 'pending',
	pending: 'pending',
	unapproved: 'pending',
	waiting: 'pending',
	d: 'paused',
	declined: 'paused',
	denied: 'paused',
	disabled: 'paused',
	disapproved: 'paused',
	false: 'paused',
	inactive: 'paused',
	no: 'paused',
	paused: 'paused',
	rejected: 'paused',
	suspended: 'paused',
	banned: 'banned',
	blocked: 'banned',
	fraud: 'banned',
};

const COMMISSION_STATUSES: Readonly<Record<string, ImportedStatus>> = {
	null: 'pending',
	onhold: 'pending',
	p: 'pending',
	pending: 'pending',
	a: 'approved',
	accepted: 'approved',
	approved: 'approved',
	confirmed: 'approved',
	true: 'approved',
	unpaid: 'approved',
	paid: 'paid',
	cancelled: 'declined',
	canceled: 'declined',
	d: 'declined',
	declined: 'declined',
	denied: 'declined',
	disapproved: 'declined',
	false: 'declined',
	rejected: 'declined',
	unqualified: 'declined',
	void: 'declined',
};

const PAYOUT_STATUSES: Readonly<Record<string, boolean>> = {
	1: true,
	p: true,
	paid: true,
	settled: true,
	true: true,
	yes: true,
	0: false,
	due: false,
	false: false,
	no: false,
	pending: false,
	u: false,
	unpaid: false,
};

const ASSIGNED_STATUSES: Readonly<Record<string, 'active' | 'paused'>> = {
	a: 'active',
	active: 'active',
	approved: 'active',
	enabled: 'active',
	true: 'active',
	yes: 'active',
	u: 'active',
	used: 'active',
	unused: 'active',
	d: 'paused',
	declined: 'paused',
	disabled: 'paused',
	expired: 'paused',
	false: 'paused',
	inactive: 'paused',
	no: 'paused',
	p: 'paused',
	paused: 'paused',
	pending: 'paused',
};

/** Those who were refused come over as paused: nobody is called a fraud by an import. */
export function readAffiliateStatus(text: string): Affiliate['status'] {
	return statusOf(AFFILIATE_STATUSES, text);
}

export function readCommissionStatus(text: string): ImportedStatus {
	return statusOf(COMMISSION_STATUSES, text);
}

/** Whether the old platform paid it out. */
export function readPayoutStatus(text: string): boolean {
	return statusOf(PAYOUT_STATUSES, text);
}

/** Of a link or a coupon. */
export function readAssignedStatus(text: string): 'active' | 'paused' {
	return statusOf(ASSIGNED_STATUSES, text);
}

/** Throws `unknown_status`: a status that is guessed could pay somebody who must not be paid. */
function statusOf<Status>(statuses: Readonly<Record<string, Status>>, text: string): Status {
	const key = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
	const status = Object.hasOwn(statuses, key) ? statuses[key] : undefined;
	if (status !== undefined) return status;
	const words = Object.keys(statuses).filter((word) => word.length > 2);
	throw problem(
		'unknown_status',
		'is not a status that is known',
		`Write one of: ${words.join(', ')}.`,
	);
}
