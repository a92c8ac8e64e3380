import { refusalOfServers } from './servers.ts';

/** Run as a process of its own: says why there can be no cluster on this machine, or nothing. */
process.stdout.write((await refusalOfServers()) ?? '');
