import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { canonicalEmail, normalizeEmail } from '../../../lib/kernel';
import { publishedData } from '../../support/published-data';

describe('the mailbox an address reaches', () => {
	it.each([
		['Joe@Example.COM', 'joe@example.com', 'mail systems do not tell case apart'],
		['  joe@example.com ', 'joe@example.com', 'spaces around it are not part of it'],
		['joe.smith@gmail.com', 'joesmith@gmail.com', 'Gmail reads over dots'],
		['joe+shop@gmail.com', 'joe@gmail.com', 'Gmail delivers tags to the same mailbox'],
		['j.o.e+a+b@googlemail.com', 'joe@gmail.com', 'googlemail.com is gmail.com'],
		['joe.smith@outlook.com', 'joe.smith@outlook.com', 'Outlook keeps dots apart'],
		['joe+shop@outlook.com', 'joe@outlook.com', 'Outlook delivers tags'],
		['joe@hotmail.com', 'joe@hotmail.com', 'Outlook domains are different mailboxes'],
		['joe+x@pm.me', 'joe@proton.me', 'pm.me is proton.me'],
		['joe@protonmail.com', 'joe@proton.me', 'protonmail.com is proton.me'],
		['joe@mac.com', 'joe@icloud.com', 'mac.com is icloud.com'],
		['joe+x@example.com', 'joe+x@example.com', 'elsewhere a tag may be another person'],
		['joe.x@example.com', 'joe.x@example.com', 'elsewhere dots may be another person'],
		['+joe@gmail.com', '+joe@gmail.com', 'a leading plus is no tag'],
		['joe@bücher.example', 'joe@xn--bcher-kva.example', 'an IDN has one ASCII form'],
		['ｊｏｅ@example.com', 'joe@example.com', 'full-width letters are letters'],
		['joe@example.com.', 'joe@example.com', 'the root of all domains may be written'],
		['j\u200boe\u00ad@example\u2060.com', 'joe@example.com', 'invisible marks are not letters'],
		['joe+shop@hotmail.de', 'joe@hotmail.de', "Outlook's regional domains deliver tags too"],
		['joe+shop@live.co.uk', 'joe@live.co.uk', "Outlook's regional domains deliver tags too"],
		['"a@b"@example.com', '"a@b"@example.com', 'the last @ divides'],
	])('of %s is %s because %s', (raw, expected) => {
		expect(canonicalEmail(raw)).toBe(expected);
	});

	it.each([
		['', 'it is empty'],
		['joe', 'it has no domain'],
		['@example.com', 'it names nobody'],
		['joe@localhost', 'the domain has no dot'],
		['joe@localhost.', 'the domain has no dot but the one behind it'],
		['joe smith@example.com', 'it has a space'],
		['joe@exa mple.com', 'the domain has a space'],
		['joe@example.com,eve@example.com', 'they are two'],
		['joe@example.com;eve@example.com', 'they are two for some mail systems'],
		['<joe@example.com>', 'it stands in brackets'],
		['joe\u0000@example.com', 'it has a control character'],
	])('of %p is none because %s', (raw) => {
		expect(canonicalEmail(raw)).toBeNull();
		expect(normalizeEmail(raw)).toBeNull();
	});

	it('is its own mailbox: canonical addresses do not change', () => {
		const rest = fc.string({ unit: fc.constantFrom('a', 'B', '.', '+', '1', 'é'), maxLength: 10 });
		const local = rest.map((text) => `j${text}`);
		const domain = fc.constantFrom('gmail.com', 'GoogleMail.com', 'pm.me', 'example.com', 'me.com');
		fc.assert(
			fc.property(local, domain, (name, host) => {
				const once = canonicalEmail(`${name}@${host}`);
				if (once !== null) expect(canonicalEmail(once)).toBe(once);
			}),
		);
	});
});

interface Uid2Vector {
	readonly input: string;
	readonly normalized: string;
}

/** Vectors of the UID2 project, outside the repository: used where they are present. */
const UID2_FILE = publishedData('privacy/uid2_email_vectors.json');

describe('the UID2 vectors', () => {
	const vectors = UID2_FILE
		? (JSON.parse(readFileSync(UID2_FILE, 'utf8')) as { vectors: Uid2Vector[] }).vectors
		: null;
	if (vectors === null) {
		it.skip('are not on this machine; the vectors above stand in for them', () => undefined);
		return;
	}
	it.each(vectors.map(({ input, normalized }) => [input, normalized]))(
		'map %s to %s',
		(input, normalized) => {
			expect(canonicalEmail(input)).toBe(normalized);
		},
	);
});
