import type { AttributionFacts, AttributionPolicy } from '../../lib/attribution/index.ts';
import type { Attribution, AttributionModel } from '../../lib/model/credit.ts';
import type { FraudFacts } from '../../lib/model/fraud-facts.ts';
import type { Order } from '../../lib/model/order.ts';
import type { Verdict } from '../../lib/model/verdict.ts';
import type { AffiliateStore } from '../../lib/ports/store.ts';
import type { PolicyInForce } from '../../nodes/shared/fraud/policyInForce.ts';
import type { DecisionLib } from './decisions-lib.ts';

/** A policy with what people made of its rules, as each check reads both. */
export interface PolicyRead extends PolicyInForce {
	readonly mutedRuleIds: ReadonlySet<string>;
}

/** Decides orders as the nodes Affiliate Attribution and Affiliate Fraud Check do, step by step. */
export class DecisionDesk {
	readonly #lib: DecisionLib;
	readonly #store: AffiliateStore;
	readonly #policy: AttributionPolicy;

	constructor(lib: DecisionLib, store: AffiliateStore, model: AttributionModel | null = null) {
		this.#lib = lib;
		this.#store = store;
		this.#policy = {
			programmeId: null,
			model,
			couponPolicy: null,
			lookbackDays: null,
			settings: {},
			creditReturningCustomers: false,
			signals: lib.attribution.DEFAULT_SIGNAL_SETTINGS,
		};
	}

	async attributionFacts(order: Order): Promise<AttributionFacts> {
		return await this.#lib.nodes.loadAttributionFacts(this.#store, order, this.#policy);
	}

	attribute(order: Order, facts: AttributionFacts): Attribution {
		return this.#lib.attribution.attributeOrder(order, facts, this.#policy);
	}

	async attributeOrder(order: Order): Promise<Attribution> {
		return this.attribute(order, await this.attributionFacts(order));
	}

	/** Policy first, and the records of its rules; the node reads both for every order. */
	async policy({ programmeId }: Attribution): Promise<PolicyRead> {
		const { policyOfProgramme, mutedRuleIds } = this.#lib.nodes.policy;
		const inForce = await policyOfProgramme(this.#store.fraud, programmeId);
		const muted = await mutedRuleIds(this.#store.fraud, programmeId, inForce.policy);
		return { ...inForce, mutedRuleIds: muted };
	}

	async fraudFacts(
		order: Order,
		attribution: Attribution,
		{ policy }: PolicyRead,
	): Promise<FraudFacts> {
		return await this.#lib.nodes.loadFraudFacts(this.#store, { order, attribution, policy });
	}

	evaluate(facts: FraudFacts, { policy, version, mutedRuleIds }: PolicyRead): Verdict {
		return this.#lib.fraud.evaluateOrder(facts, policy, {
			mutedRuleIds,
			policyVersion: version,
			hash: (purpose, value) => this.#store.keyedHash(purpose, value),
		});
	}

	async record(facts: FraudFacts, verdict: Verdict, { policy }: PolicyRead): Promise<void> {
		const { storeKey, orderId, createdAt } = facts.order;
		const { programmeId } = facts.attribution;
		await this.#store.fraud.recordCheck({
			check: {
				storeKey,
				orderId,
				programmeId,
				checkedAt: createdAt,
				orderedAt: createdAt,
				verdict,
			},
			facts,
			traits: facts.customer.traits,
			openCase: this.#lib.scan.caseOfOrder(verdict, facts, {
				programmeId,
				conversionId: facts.recordedOrder?.conversionId ?? null,
				policy,
				now: createdAt,
			}),
		});
	}

	async checkOrder(order: Order, attribution: Attribution): Promise<Verdict> {
		const policy = await this.policy(attribution);
		const facts = await this.fraudFacts(order, attribution, policy);
		const verdict = this.evaluate(facts, policy);
		await this.record(facts, verdict, policy);
		return verdict;
	}

	/** Both nodes, one after the other. */
	async decide(order: Order): Promise<{ attribution: Attribution; verdict: Verdict }> {
		const attribution = await this.attributeOrder(order);
		return { attribution, verdict: await this.checkOrder(order, attribution) };
	}
}
