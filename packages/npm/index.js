// Defines both elements as soon as it is imported; on a server nothing.
import { define } from './define.js';

define();
