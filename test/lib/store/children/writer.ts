import { aClick } from '../../../support/builders';
import { aSale, keyOf, recordWrite } from '../ledger-writes';
import { openFromParent } from './child-store';

/*
 * Records order after order and click after click, and tells of each one once the store has
 * acknowledged it, until the parent ends this process.
 */
async function main(): Promise<void> {
	const store = await openFromParent();
	for (let number = 0; ; number += 1) {
		const sale = aSale({ orderId: `order-${number}` });
		await store.ledger.decide(keyOf(sale), (state) => ({
			write: state.conversion === null ? recordWrite(sale) : {},
			result: null,
		}));
		process.stdout.write(`${sale.orderId}\n`);
		const visitorHash = `visitor-${number}`;
		await store.clicks.append([aClick({ clickId: `clk_${number}`, visitorHash })], 60);
		process.stdout.write(`clk_${number}\n`);
	}
}

void main();
