import { openLedger } from './support/open-ledger';
import { newUserFolder, openWorld } from './support/open-world';
import { describeImport } from './programme/csv-import';
import { describeEditsAndDisputes } from './programme/edits-and-disputes';
import { describeExchangeRates } from './programme/exchange-rates';
import { describeLateFacts } from './programme/fraud-late-facts';
import { describeCheckedOrders } from './programme/fraud-orders';
import { describePostbacks } from './programme/fraud-postbacks';
import { describeReviews } from './programme/fraud-reviews';
import { describeScans } from './programme/fraud-scans';
import { describeTraining } from './programme/fraud-training';
import { describePayouts } from './programme/payouts';
import { describeBacktest, describeBonusesAndClicks } from './programme/plans';
import type { Stage } from './programme/stage';
import { describeSubscriptions } from './programme/subscriptions';

/** Workflows 04, 10 to 19 and the later life of orders, all in one n8n: a start takes half a minute. */
const user = newUserFolder();
let opened: Stage | undefined;

function stage(): Stage {
	if (opened === undefined) throw new Error('n8n does not run');
	return opened;
}

beforeAll(async () => {
	const world = await openWorld(user.folder);
	opened = { world, ledger: await openLedger(user.folder) };
}, 900_000);

afterAll(async () => {
	await opened?.ledger.close();
	await opened?.world.close();
	await user.remove();
}, 120_000);

describeSubscriptions(stage);
describeEditsAndDisputes(stage);
describeExchangeRates(stage);
describeBacktest(stage);
describeBonusesAndClicks(stage);
describeImport(stage);
describePayouts(stage);
describeCheckedOrders(stage);
describeReviews(stage);
describeScans(stage);
describeLateFacts(stage);
describePostbacks(stage);
// Last: it writes months of visits, and the programme is data-driven afterwards.
describeTraining(stage);
