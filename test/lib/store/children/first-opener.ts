import { aSale, keyOf, recordWrite } from '../ledger-writes';
import { openFromParent, waitForParent } from './child-store';

/* Opens a workspace that others open at the same time, and records one order in it. */
async function main(): Promise<void> {
	await waitForParent();
	const store = await openFromParent();
	const sale = aSale({ orderId: `order-${process.argv[3]}` });
	await store.ledger.decide(keyOf(sale), () => ({ write: recordWrite(sale), result: null }));
	process.stdout.write(`hash ${store.keyedHash('test', 'value')}\n`);
	await store.close();
}

void main();
