import { AffiliateError } from '../../../kernel';

/** Throws `invalid_input` for too many players or a player who is named twice. */
export function requirePlayers(players: readonly unknown[], most: number): void {
	if (players.length > most) {
		throw new AffiliateError(`${players.length} players are more than ${most}`, {
			code: 'invalid_input',
			path: 'players',
			hint: 'Draw orders of joining at random instead of going through every coalition.',
		});
	}
	if (new Set(players).size === players.length) return;
	throw new AffiliateError('A player is named twice', {
		code: 'invalid_input',
		path: 'players',
		hint: 'Name every player once.',
	});
}
