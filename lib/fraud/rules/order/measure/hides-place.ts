import type { NetworkKind } from '../../../../model/click';

const HIDING: readonly NetworkKind[] = ['proxy', 'vpn', 'tor'];

/** Of the kinds of a network those that hide where somebody is: its country is not theirs. */
export function hidingKinds(kinds: readonly NetworkKind[]): NetworkKind[] {
	return kinds.filter((kind) => HIDING.includes(kind));
}
