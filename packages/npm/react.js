// Beside it stand the types of the elements in JSX.
import './index.js';
