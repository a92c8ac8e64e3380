import { canonicalJson } from '../../kernel';
import { toJson } from '../../model/json';
import type { WorkspaceKeys } from '../keys/workspace-keys';

/**
 * Keyed hash of a record's content. Keyed, because a plain hash of a name or an e-mail address
 * could be guessed.
 */
export function recordHash(keys: WorkspaceKeys, kind: string, content: unknown): string {
	return keys.keyedHash(`record:${kind}`, canonicalJson(toJson(content)));
}
