const SHORTEST = 9;
const LONGEST = 72;

const KINDS: ReadonlyArray<readonly [RegExp, string]> = [
	[/[A-Z]/, 'a capital letter'],
	[/[a-z]/, 'a small letter'],
	[/\d/, 'a digit'],
	[/[^A-Za-z0-9\s]/, 'a special character'],
];

/** What Refersion would not like about a password, without the password; null when it is good. */
export function passwordFault(password: string, email: string): string | null {
	if (password.length < SHORTEST || password.length > LONGEST) {
		return `The password has ${password.length} characters, and Refersion takes ${SHORTEST} to ${LONGEST}`;
	}
	const missing = KINDS.filter(([kind]) => !kind.test(password)).map(([, name]) => name);
	if (missing.length > 0) return `The password lacks ${missing.join(', ')}`;
	if (password.toLowerCase() === email.trim().toLowerCase()) {
		return 'The password is the e-mail address';
	}
	if (/(.)\1{3}/.test(password)) {
		return 'The password has the same character more than three times in a row';
	}
	return null;
}
