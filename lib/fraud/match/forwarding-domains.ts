/**
 * Domains that forward to a real mailbox: aliases against spam, sign-in services, marketplaces.
 * Whoever uses one hides nothing from the shop that the mailbox would tell, so none is disposable.
 * Some give every user a sub-domain.
 */
export const FORWARDING_DOMAINS: ReadonlySet<string> = new Set([
	// Apple and DuckDuckGo
	'privaterelay.appleid.com',
	'duck.com',
	// Mozilla
	'mozmail.com',
	'relay.firefox.com',
	// Proton Pass and SimpleLogin
	'passfwd.com',
	'passinbox.com',
	'passmail.com',
	'passmail.net',
	'simplelogin.co',
	'simplelogin.com',
	'simplelogin.fr',
	'slmail.me',
	'slmails.com',
	'aleeas.com',
	'8alias.com',
	'8shield.net',
	'dralias.com',
	// addy.io
	'addy.io',
	'addymail.com',
	'anonaddy.com',
	'anonaddy.me',
	// Others
	'33mail.com',
	'cloaked.id',
	'erine.email',
	'forwardemail.net',
	'opayq.com',
	// Marketplaces
	'marketplace.amazon.ca',
	'marketplace.amazon.co.jp',
	'marketplace.amazon.co.uk',
	'marketplace.amazon.com',
	'marketplace.amazon.de',
	'marketplace.amazon.es',
	'marketplace.amazon.fr',
	'marketplace.amazon.it',
	'members.ebay.com',
]);
