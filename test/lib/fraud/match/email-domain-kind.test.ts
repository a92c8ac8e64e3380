import fc from 'fast-check';
import { isListedDomain } from '../../../../lib/fraud/match/domain-lookup';
import { emailDomainKind } from '../../../../lib/fraud/match/email-domain-kind';
import { FORWARDING_DOMAINS } from '../../../../lib/fraud/match/forwarding-domains';
import { MAILBOX_DOMAINS } from '../../../../lib/fraud/match/mailbox-domains';

const listed = new Set(['tenminutes.example', 'duck.com', 'gmail.com']);

describe('the kind of an e-mail domain', () => {
	it.each([
		['partner.example', 'private', 'nobody else knows it'],
		['gmail.com', 'public', 'a list that names a large provider is wrong'],
		['GMX.de', 'public', 'case makes no difference'],
		[
			'mail.gmail.com',
			'disposable',
			'a sub-domain of a provider offers no mailboxes, but is listed',
		],
		['privaterelay.appleid.com', 'relay', 'Apple forwards to a real mailbox'],
		['duck.com', 'relay', 'a list that names a forwarder is wrong'],
		['anna.anonaddy.com', 'relay', 'addy.io gives users a sub-domain'],
		['tenminutes.example', 'disposable', 'it is listed'],
		['a.b.tenminutes.example.', 'disposable', 'a parent domain means all below it'],
		['nottenminutes.example', 'private', 'a domain that only ends alike is another one'],
	])('of %s is %s because %s', (domain, kind, _because) => {
		expect(emailDomainKind(domain, listed)).toBe(kind);
	});

	it('knows providers and forwarders apart, each as a plain domain', () => {
		for (const domain of [...MAILBOX_DOMAINS, ...FORWARDING_DOMAINS]) {
			expect(domain).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
		}
		expect([...MAILBOX_DOMAINS].filter((domain) => FORWARDING_DOMAINS.has(domain))).toEqual([]);
		expect(MAILBOX_DOMAINS.size).toBeGreaterThan(100);
	});

	it('does not look up every part of a text that is no domain', () => {
		const has = jest.fn(() => false);
		expect(emailDomainKind('a.'.repeat(20_000), { has })).toBe('private');
		expect(has).not.toHaveBeenCalled();
	});

	it('finds a listed domain under any number of labels', () => {
		const label = fc.stringMatching(/^[a-z]{1,5}$/);
		fc.assert(
			fc.property(fc.array(label, { maxLength: 4 }), (labels) => {
				expect(isListedDomain(listed, [...labels, 'tenminutes.example'].join('.'))).toBe(true);
				expect(isListedDomain(listed, [...labels, 'other.example'].join('.'))).toBe(false);
			}),
		);
	});
});
