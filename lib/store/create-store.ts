import type { Clock } from '../ports/clock';
import type { AffiliateStore } from '../ports/store';
import { chainStore } from './chain/chain-store';
import { clickStore } from './clicks/click-store';
import { contactStore } from './contacts/contact-store';
import { deliveryStore } from './deliveries/delivery-store';
import type { Engine } from './engine';
import { fraudStore } from './fraud/fraud-store';
import { fillTraits } from './fraud/traits-fill';
import { historyStore } from './history/history-store';
import { inboxStore } from './inbox/inbox-store';
import { journeyStore } from './journeys/journey-store';
import { requireSameKey } from './keys/require-same-key';
import { workspaceKeys } from './keys/workspace-keys';
import { ledgerStore } from './ledger/ledger-store';
import { payoutStore } from './payouts/payout-store';
import { registryStore } from './registry/registry-store';
import { sendStore } from './sends/send-store';
import { syncStore } from './sync/sync-store';

/** Puts the parts of a store over an open engine. Throws `wrong_store_key`. */
export async function createStore(
	engine: Engine,
	master: Uint8Array,
	clock: Clock,
): Promise<AffiliateStore> {
	const keys = workspaceKeys(master);
	await requireSameKey(engine, keys.check);
	const context = { engine, keys, clock };
	await fillTraits(context);
	return {
		clicks: clickStore(context),
		registry: registryStore(context),
		history: historyStore(context),
		inbox: inboxStore(context),
		ledger: ledgerStore(context),
		payouts: payoutStore(context),
		chain: chainStore(context),
		fraud: fraudStore(context),
		journeys: journeyStore(context),
		deliveries: deliveryStore(context),
		sync: syncStore(context),
		sends: sendStore(context),
		contacts: contactStore(context),
		keyedHash: (purpose, value) => keys.keyedHash(purpose, value),
		close: () => engine.close(),
	};
}
