import { canonicalJson } from '../../kernel';
import { toJson } from '../../model/json';

interface Timed {
	readonly createdAt: string;
	readonly updatedAt: string;
}

/** What saving a record would do, compared by content as the store does, times aside. */
export function plannedOutcome<Entry extends Timed>(
	known: Entry | null,
	next: Entry,
): 'created' | 'updated' | 'unchanged' {
	if (known === null) return 'created';
	return contentOf(known) === contentOf(next) ? 'unchanged' : 'updated';
}

function contentOf(entry: Timed): string {
	return canonicalJson(toJson({ ...entry, createdAt: '', updatedAt: '' }));
}
