import fc from 'fast-check';
import { keyNotKept, metaChanges } from '../../../../lib/connectors/woocommerce/meta-entries';
import { saveMeta } from '../../../simulators/woocommerce/save-meta';
import { WooShop, type SimulatedMeta } from '../../../simulators/woocommerce/shop';

const key = fc.constantFrom('a', 'b', 'c');

const rows = fc
	.array(fc.record({ key, value: fc.oneof(fc.string(), fc.integer(), fc.constant(['list'])) }))
	.map((list) => list.map((row, index): SimulatedMeta => ({ id: index + 1, ...row })));

const values = fc.dictionary(key, fc.option(fc.string()));

/** The rows after what was planned has been sent. */
function afterWriting(entries: readonly SimulatedMeta[], wanted: Record<string, string | null>) {
	const record = { id: 1, meta_data: structuredClone([...entries]) };
	saveMeta(new WooShop(), record, metaChanges(entries, wanted));
	return record.meta_data;
}

describe('what is sent to have meta as wanted', () => {
	it('leaves each key there once with its value, or not at all', () => {
		fc.assert(
			fc.property(rows, values, (entries, wanted) => {
				const after = afterWriting(entries, wanted);
				for (const [name, value] of Object.entries(wanted)) {
					const found = after.filter((row) => row.key === name).map((row) => String(row.value));
					expect(found).toEqual(value === null ? [] : [value]);
				}
				expect(keyNotKept(after, wanted)).toBeNull();
			}),
		);
	});

	it('leaves other keys alone, and is nothing the second time', () => {
		fc.assert(
			fc.property(rows, values, (entries, wanted) => {
				const after = afterWriting(entries, wanted);
				const others = (list: readonly SimulatedMeta[]) =>
					list.filter((row) => !(row.key in wanted));
				expect(others(after)).toEqual(others(entries));
				expect(metaChanges(after, wanted)).toEqual([]);
			}),
		);
	});
});
