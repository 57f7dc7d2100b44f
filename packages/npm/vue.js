// Beside it stand the types of the elements in templates.
import './index.js';
