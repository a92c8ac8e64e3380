import { inChunks } from '../vendor';
import type { KlaviyoClient } from './client';
import { anyText, canFilterBy } from './filter';
import { IDENTIFIERS } from './profile-fields';
import { PROFILE_PAGE_SIZE, PROFILES_PATH } from './read-profiles';
import { readPages } from './read-pages';
import type { Planned } from './write-profile';

/**
 * New profiles whose phone number or external id somebody else has, in Klaviyo or among them. An import
 * job would write such a profile over the other one, because it finds profiles by these as well; written
 * on its own, it is refused instead. Where Klaviyo cannot tell, all count as taken.
 */
export async function withTakenIdentifier(
	client: KlaviyoClient,
	items: readonly Planned[],
): Promise<ReadonlySet<Planned>> {
	const taken = new Set<Planned>();
	for (const field of IDENTIFIERS) {
		const byValue = new Map<string, Planned[]>();
		for (const item of items) {
			const value = item.existing === null ? (item.plan.values[field] ?? '') : '';
			if (value === '') continue;
			if (canFilterBy(value)) byValue.set(value, [...(byValue.get(value) ?? []), item]);
			else taken.add(item);
		}
		for (const [, [, ...others]] of byValue) for (const item of others) taken.add(item);
		for (const values of inChunks([...byValue.keys()], PROFILE_PAGE_SIZE)) {
			for (const value of await valuesThere(client, field, values)) {
				for (const item of byValue.get(value) ?? []) taken.add(item);
			}
		}
	}
	return taken;
}

async function valuesThere(
	client: KlaviyoClient,
	field: string,
	values: readonly string[],
): Promise<readonly string[]> {
	const answer = await readPages(client, PROFILES_PATH, {
		filter: anyText(field, values),
		'fields[profile]': field,
		'page[size]': String(PROFILE_PAGE_SIZE),
	});
	if (!answer.ok) return values;
	return answer.data.flatMap(({ attributes }) => {
		const value = attributes[field];
		return typeof value === 'string' ? [value] : [];
	});
}
