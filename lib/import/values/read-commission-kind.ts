import type { CommissionKind } from '../../model/commission';
import { problem } from './problem';

/** Words and the letters of Post Affiliate Pro. Returns of money are sales with a minus. */
const KINDS: Readonly<Record<string, CommissionKind>> = {
	conversion: 'sale',
	default: 'sale',
	order: 'sale',
	regular: 'sale',
	s: 'sale',
	sale: 'sale',
	chargeback: 'sale',
	h: 'sale',
	r: 'sale',
	refund: 'sale',
	recurring: 'recurring',
	renewal: 'recurring',
	subscription: 'recurring',
	u: 'recurring',
	a: 'action',
	action: 'action',
	lead: 'action',
	optin: 'action',
	c: 'click',
	click: 'click',
	cpm: 'click',
	i: 'click',
	f: 'level',
	mlm: 'level',
	referral: 'level',
	tier: 'level',
	b: 'bonus',
	bonus: 'bonus',
	e: 'bonus',
	signup: 'bonus',
	signupbonus: 'bonus',
	extrabonus: 'bonus',
	manual: 'manual',
};

/** What a commission was for. Throws `unknown_commission_kind`. */
export function readCommissionKind(text: string): CommissionKind {
	const key = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
	const kind = Object.hasOwn(KINDS, key) ? KINDS[key] : undefined;
	if (kind !== undefined) return kind;
	throw problem(
		'unknown_commission_kind',
		'is not a kind of commission that is known',
		'Write one of: sale, recurring, action, click, bonus, manual; or leave the column out.',
	);
}
