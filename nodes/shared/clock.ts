export { systemClock } from '../../lib/store/system-clock';
