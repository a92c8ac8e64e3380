export interface SimulatedConsent {
	consent: 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'NEVER_SUBSCRIBED';
	consentedAt: string | null;
	/** Such as UNSUBSCRIBE, SPAM_REPORT, HARD_BOUNCE, USER_SUPPRESSED. */
	suppressions: string[];
}

export interface SimulatedProfile {
	readonly id: string;
	/** All but `properties`; `location` is an object. */
	readonly attributes: Record<string, unknown>;
	readonly properties: Record<string, unknown>;
	/** Addresses that lead to the profile without being told. */
	readonly furtherEmails: string[];
	readonly marketing: SimulatedConsent;
	updated: number;
}

export interface SimulatedEvent {
	readonly id: string;
	readonly profileId: string;
	readonly metric: string;
	readonly uniqueId: string;
	readonly attributes: Readonly<Record<string, unknown>>;
	readonly acceptedAt: number;
	/** Whether flows of the metric started. */
	readonly startedFlows: boolean;
}

export interface SimulatedGroup {
	readonly id: string;
	readonly name: string;
	readonly profileIds: Set<string>;
}

/** One Klaviyo account. */
export class KlaviyoAccount {
	readonly profiles = new Map<string, SimulatedProfile>();

	readonly events: SimulatedEvent[] = [];

	/** Ids by name. */
	readonly metrics = new Map<string, string>();

	readonly lists = new Map<string, SimulatedGroup>();

	readonly segments = new Map<string, SimulatedGroup>();

	/** Addresses that were sent a message asking to confirm. */
	readonly confirmations: string[] = [];

	readonly erasures: string[] = [];

	readonly now: () => number;

	private lastId = 0;

	constructor(now: () => number) {
		this.now = now;
	}

	nextId(prefix: string): string {
		this.lastId += 1;
		return `${prefix}${String(this.lastId).padStart(8, '0')}`;
	}

	byEmail(email: string): SimulatedProfile | undefined {
		const key = email.trim().toLowerCase();
		return [...this.profiles.values()].find(
			({ attributes, furtherEmails }) => attributes['email'] === key || furtherEmails.includes(key),
		);
	}

	byAttribute(name: string, value: unknown): SimulatedProfile | undefined {
		return [...this.profiles.values()].find(({ attributes }) => attributes[name] === value);
	}

	create(attributes: Readonly<Record<string, unknown>>): SimulatedProfile {
		const profile: SimulatedProfile = {
			id: this.nextId('01PROFILE'),
			attributes: {},
			properties: {},
			furtherEmails: [],
			marketing: { consent: 'NEVER_SUBSCRIBED', consentedAt: null, suppressions: [] },
			updated: this.now(),
		};
		this.profiles.set(profile.id, profile);
		this.change(profile, attributes);
		return profile;
	}

	/** What is left out stays; null clears. */
	change(
		profile: SimulatedProfile,
		attributes: Readonly<Record<string, unknown>>,
		unset: readonly string[] = [],
	): void {
		for (const [name, value] of Object.entries(attributes)) {
			if (name === 'properties') Object.assign(profile.properties, value);
			else if (name === 'location') {
				const before = (profile.attributes['location'] ?? {}) as Record<string, unknown>;
				profile.attributes['location'] = { ...before, ...(value as object) };
			} else {
				profile.attributes[name] =
					name === 'email' && typeof value === 'string' ? value.trim().toLowerCase() : value;
			}
		}
		for (const name of unset) delete profile.properties[name];
		profile.updated = this.now();
	}

	metricId(name: string): string {
		const id = this.metrics.get(name) ?? this.nextId('MET');
		this.metrics.set(name, id);
		return id;
	}
}
