import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { KeepingEvents } from './click-keeper';
import type { SiteAnswer } from './serve-site';

const SECONDS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** Counts for Prometheus; no label tells anything about a visitor. */
export class EdgeMetrics {
	private readonly registry = new Registry();

	private readonly requests = new Counter({
		name: 'affiliate_edge_requests_total',
		help: 'Requests by site and what became of them',
		labelNames: ['site', 'outcome'] as const,
		registers: [this.registry],
	});

	private readonly kept = new Counter({
		name: 'affiliate_edge_clicks_kept_total',
		help: 'Clicks made durable before their answer, by place',
		labelNames: ['place'] as const,
		registers: [this.registry],
	});

	private readonly carried = new Counter({
		name: 'affiliate_edge_clicks_carried_total',
		help: 'Clicks brought from the journal into the store',
		registers: [this.registry],
	});

	private readonly troubles = new Counter({
		name: 'affiliate_edge_troubles_total',
		help: 'Times that the store or the disk did not take clicks',
		registers: [this.registry],
	});

	private readonly seconds = new Histogram({
		name: 'affiliate_edge_request_seconds',
		help: 'From the request to its answer',
		buckets: SECONDS,
		registers: [this.registry],
	});

	constructor(underWay: () => number) {
		const gauge: Gauge = new Gauge({
			name: 'affiliate_edge_requests_under_way',
			help: 'Requests that are not answered yet',
			registers: [this.registry],
			collect: () => gauge.set(underWay()),
		});
		collectDefaultMetrics({ register: this.registry });
	}

	get contentType(): string {
		return this.registry.contentType;
	}

	/** For the keepers and the carrier of this process. */
	get keeping(): KeepingEvents {
		return {
			onKept: (place, count) => this.kept.inc({ place }, count),
			onCarried: (count) => this.carried.inc(count),
			onTrouble: () => this.troubles.inc(),
		};
	}

	answered(site: string, outcome: SiteAnswer['outcome'] | 'refused', seconds: number): void {
		this.requests.inc({ site, outcome });
		this.seconds.observe(seconds);
	}

	async text(): Promise<string> {
		return await this.registry.metrics();
	}

	close(): void {
		this.registry.clear();
	}
}
