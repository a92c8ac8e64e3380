import type { Address } from '../../../lib/model/address';
import type { Draws } from './draws';
import { someUserAgent } from './user-agents';

/** One browser with its cookies. */
export interface Browser {
	readonly address: string;
	readonly userAgent: string;
	/** Old browsers tell nothing of how a link was opened. */
	readonly sendsFetchMetadata: boolean;
	/** Refuses to be recognised, by Global Privacy Control. */
	readonly refuses: boolean;
	/** By name; filled by the click endpoint. */
	readonly cookies: Map<string, string>;
	/** Landing page of the session, with the click id, while it lasts. */
	landing: { readonly url: string; readonly at: number } | null;
}

export interface Person {
	readonly customerId: string;
	readonly email: string;
	readonly phone: string | null;
	readonly firstName: string;
	readonly lastName: string;
	readonly home: Address;
	readonly payment: string;
	readonly browser: Browser;
}

/** Networks of carriers, behind which thousands of phones share an address range. */
const CARRIERS = 40;
const FIRST_NAMES = ['Ada', 'Ben', 'Cem', 'Dora', 'Emil', 'Fay', 'Gus', 'Hana', 'Ivo', 'Jana'];
const SURNAMES = 400;
const COUNTRIES = ['DE', 'DE', 'DE', 'DE', 'DE', 'DE', 'AT', 'AT', 'CH', 'NL', 'FR', 'PL'];
const MAILBOXES = ['gmail.com', 'gmail.com', 'gmx.de', 'web.de', 'outlook.com', 'icloud.com'];
const DISPOSABLE = 'mailinator.com';

/** Ranges that the merchant's lists name. */
export const VPN_RANGE = '146.70.0.0/16';
export const DATACENTRE_RANGE = '52.28.0.0/16';
export const DISPOSABLE_DOMAINS = [DISPOSABLE, 'guerrillamail.com'];

const SHARES = {
	carrier: 0.15,
	vpn: 0.04,
	refuses: 0.04,
	oldBrowser: 0.06,
	household: 0.05,
	office: 0.05,
	disposable: 0.004,
	returning: 0.12,
};
const OFFICES = 12;

/** The public: people of one shop's market, some of whom live or work together. */
export class Population {
	private readonly people: Person[] = [];

	private readonly byBrowser = new Map<Browser, Person>();

	private readonly residents = new Map<string, Person>();

	private count = 0;

	constructor(private readonly draws: Draws) {}

	/** Who opens a link: a customer who comes back, somebody of a customer's household, or a stranger. */
	visitor(): Browser {
		const { draws, people } = this;
		if (people.length > 50) {
			if (draws.chance(SHARES.returning)) return draws.pick(people).browser;
			if (draws.chance(SHARES.household)) return this.secondDevice(draws.pick(people));
		}
		return this.browserAt(this.homeAddress());
	}

	/** The customer at a browser: the one of before, somebody who lives there too, or a new one. */
	buyerAt(browser: Browser): Person {
		const known = this.byBrowser.get(browser);
		if (known !== undefined) return known;
		const stranger = this.person(browser);
		const partner = this.residents.get(browser.address);
		const person =
			partner === undefined ? stranger : { ...stranger, ...livingWith(partner, this.draws) };
		this.people.push(person);
		this.byBrowser.set(browser, person);
		this.residents.set(browser.address, person);
		return person;
	}

	buyer(): Person {
		return this.buyerAt(this.visitor());
	}

	/** Somebody of whom nothing is known yet. */
	stranger(): Person {
		return this.person(this.browserAt(this.homeAddress()));
	}

	person(browser: Browser): Person {
		const { draws } = this;
		this.count += 1;
		const firstName = draws.pick(FIRST_NAMES);
		const lastName = `Surname${draws.whole(1, SURNAMES)}`;
		const domain = draws.chance(SHARES.disposable)
			? DISPOSABLE
			: draws.chance(0.1)
				? `firm${draws.whole(1, 200)}.example`
				: draws.pick(MAILBOXES);
		return {
			customerId: `cust-${this.count}`,
			email: `${firstName}.${lastName}.${this.count}@${domain}`.toLowerCase(),
			phone: draws.chance(0.6) ? `+49151${String(10_000_000 + this.count)}` : null,
			firstName,
			lastName,
			home: {
				line: `Street ${draws.whole(1, 4_000)} ${draws.whole(1, 90)}`,
				postcode: String(draws.whole(10_000, 10_900)),
				city: 'Town',
				country: draws.pick(COUNTRIES),
				lastName,
			},
			payment: `card-${this.count}`,
			browser,
		};
	}

	/** Another browser of somebody's home: the same address, another device. */
	secondDevice({ browser }: Person): Browser {
		return this.browserAt(browser.address);
	}

	browserAt(address: string): Browser {
		const { draws } = this;
		return {
			address,
			userAgent: someUserAgent(draws),
			sendsFetchMetadata: !draws.chance(SHARES.oldBrowser),
			refuses: draws.chance(SHARES.refuses),
			cookies: new Map(),
			landing: null,
		};
	}

	/** An address nobody else has, unless it is a carrier's or a VPN's. */
	homeAddress(): string {
		const { draws } = this;
		const last = draws.whole(1, 254);
		if (draws.chance(SHARES.carrier)) return `80.187.${draws.whole(1, CARRIERS)}.${last}`;
		if (draws.chance(SHARES.vpn)) return `146.70.${draws.whole(1, 60)}.${last}`;
		if (draws.chance(SHARES.office)) return `62.144.${draws.whole(1, OFFICES)}.${last % 4}`;
		return `${draws.whole(84, 95)}.${draws.whole(0, 255)}.${draws.whole(0, 255)}.${last}`;
	}
}

/** Families share home, surname and router; partners now and then a surname each. */
function livingWith(partner: Person, draws: Draws): Partial<Person> {
	const lastName = draws.chance(0.7) ? partner.lastName : `Surname${draws.whole(1, SURNAMES)}`;
	return { home: { ...partner.home, lastName }, lastName };
}
