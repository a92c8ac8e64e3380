import { canonicalJson, clickId } from '../../kernel';
import type { KeyedHash } from '../visitor/visitor-hashes';

/**
 * The click id of a partner's own id, always the same, in the form of every click id. Made under the
 * workspace's key: who knows the partner's id still cannot guess ours. Unlike others it does not
 * sort by time, since a repetition may tell another time.
 */
export function postbackClickId(
	told: {
		readonly programmeId: string;
		readonly affiliateId: string;
		readonly externalId: string;
	},
	keyedHash: KeyedHash,
): string {
	const { programmeId, affiliateId, externalId } = told;
	const hash = keyedHash('click.external', canonicalJson([programmeId, affiliateId, externalId]));
	return clickId(Number.parseInt(hash.slice(0, 12), 16), Buffer.from(hash.slice(12, 32), 'hex'));
}
