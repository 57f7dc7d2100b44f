// The block in the editor: what an author chooses, beside the calculator itself. What a reader gets is written
// by conversion-widget.php, from the block's attributes.
( function ( wp, facts ) {
	'use strict';

	const { InspectorControls, useBlockProps, store: blockEditor } = wp.blockEditor;
	const { registerBlockType } = wp.blocks;
	const { Button, CheckboxControl, PanelBody, SelectControl, TextControl, TextareaControl } = wp.components;
	const { useDispatch, useSelect } = wp.data;
	const { createElement: h, Fragment, useEffect, useRef, useState } = wp.element;
	const { __, sprintf } = wp.i18n;

	const NAME = 'conversion-widget/calculator';
	const TITLES = {
		'conversion-calculator': __( 'Conversion calculator', 'conversion-widget' ),
		'lifetime-value-projector': __( 'Lifetime value projector', 'conversion-widget' ),
	};
	const TOOLS = Object.keys( TITLES );
	const ABOUT = {
		'conversion-calculator': __( 'Conversion rates, campaigns, creators and tests, worked out in the reader’s browser.', 'conversion-widget' ),
		'lifetime-value-projector': __( 'What a customer is worth over time, worked out in the reader’s browser.', 'conversion-widget' ),
	};
	const ICONS = { 'conversion-calculator': 'chart-bar', 'lifetime-value-projector': 'chart-area' };

	// ------------------------------------------------------------- texts as they are saved

	// WordPress escapes the texts of authors who may not write unfiltered HTML, and of nobody else. So all are
	// saved escaped, which it leaves alone.
	const MARKS = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
	const saved = ( text ) => text.replace( /[&<>]/g, ( mark ) => MARKS[ mark ] );
	const shown = ( text = '' ) => text.replace( /&lt;/g, '<' ).replace( /&gt;/g, '>' ).replace( /&amp;/g, '&' );

	// The same for JSON, in which those marks stand only in texts.
	const CODES = { '&': '\\u0026', '<': '\\u003c', '>': '\\u003e' };
	const savedJson = ( text ) => text.replace( /[&<>]/g, ( mark ) => CODES[ mark ] );
	const LETTERS = Object.fromEntries( Object.entries( CODES ).map( ( [ mark, code ] ) => [ code, mark ] ) );
	// A backslash that is itself escaped begins no code.
	const shownJson = ( text = '' ) => text.replace( /\\(?:\\|u00(?:26|3c|3e))/g, ( code ) => LETTERS[ code ] ?? code );

	/** The record that a text holds; null where it holds none. */
	const record = ( text ) => {
		try {
			const value = JSON.parse( text );
			return value && typeof value === 'object' && ! Array.isArray( value ) ? value : null;
		} catch {
			return null;
		}
	};

	// ------------------------------------------------------------- rates, in per cent for people

	/** Moves the point, and nothing else: 0.07 · 100 is 7. */
	const moved = ( text, factor ) => ( text === '' ? '' : String( Number( ( Number( text ) * factor ).toPrecision( 12 ) ) ) );

	// ------------------------------------------------------------- the calculator in the editor

	/** Loads the script into the document that the block stands in, which may be that of a frame. */
	function load( { head, defaultView } ) {
		if ( defaultView.customElements.get( 'conversion-calculator' ) ) {
			return;
		}
		if ( [ ...head.querySelectorAll( 'script' ) ].some( ( { src } ) => src === facts.script ) ) {
			return;
		}
		const script = head.ownerDocument.createElement( 'script' );
		Object.assign( script, { async: true, crossOrigin: 'anonymous', integrity: facts.integrity, src: facts.script } );
		head.append( script );
	}

	/** What happens in the calculator is none of the editor's business: in it, Delete deletes a digit. */
	const OWN = [ 'keydown', 'keypress', 'keyup', 'copy', 'cut', 'paste', 'dragstart' ];

	const paragraphs = ( text ) => text.split( /\n\s*\n/ ).map( ( part ) => part.trim() ).filter( Boolean );

	/** What the element knows. Somebody else may have written the block: nothing else of it becomes an attribute. */
	const NAMES = [ ...facts.manners, ...Object.keys( facts.fields ) ];

	/** The attributes of the element, without what is not known. */
	function written( { tool, views, settings } ) {
		const attributes = {};
		for ( const name of NAMES ) {
			const value = Object.keys( settings ).includes( name ) ? settings[ name ] : '';
			if ( value !== '' && [ 'boolean', 'number', 'string' ].includes( typeof value ) ) {
				attributes[ name ] = shown( String( value ) );
			}
		}
		const known = Object.keys( facts.tools[ tool ] ).filter( ( view ) => views.includes( view ) );
		if ( known.length ) {
			attributes.views = known.join( ' ' );
		}
		return attributes;
	}

	function Preview( { attributes, box, justInserted, onHeight, onKeep } ) {
		const { tool, settings, scenario, fallback, align } = attributes;
		const untouched = useRef( true );
		const [ typed, setTyped ] = useState( false );

		useEffect( () => {
			const node = box.current;
			const stop = ( event ) => event.stopPropagation();
			OWN.forEach( ( kind ) => node.addEventListener( kind, stop ) );
			const change = () => setTyped( true );
			node.addEventListener( 'cw-change', change );
			load( node.ownerDocument );
			return () => {
				OWN.forEach( ( kind ) => node.removeEventListener( kind, stop ) );
				node.removeEventListener( 'cw-change', change );
			};
		}, [] );

		// After each choice the preview is what readers get, and its height is theirs.
		const choices = JSON.stringify( [ tool, attributes.views, settings, scenario, align ] );
		useEffect( () => {
			const isFirst = untouched.current;
			untouched.current = false;
			if ( isFirst && ! justInserted ) {
				return undefined;
			}
			const element = box.current.querySelector( tool );
			let timer;
			let isCurrent = true;
			element.ownerDocument.defaultView.customElements.whenDefined( tool ).then( async () => {
				if ( ! isFirst ) {
					element.reset();
				}
				setTyped( false );
				await element.ready;
				timer = isCurrent && setTimeout( () => {
					// In a narrow editor it is higher than in any post.
					if ( element.state === 'ready' && element.offsetWidth >= 480 ) {
						onHeight( Math.ceil( element.offsetHeight ) );
					}
				}, 500 );
			} );
			return () => {
				isCurrent = false;
				clearTimeout( timer );
			};
		}, [ choices ] );

		const json = shownJson( scenario );
		const texts = paragraphs( shown( fallback ) );
		const inside = ( texts.length ? texts : [ TITLES[ tool ] ] ).map( ( text, place ) => h( 'p', { key: place }, text ) );
		if ( record( json ) ) {
			inside.push( h( 'script', { key: 'json', type: 'application/json' }, savedJson( json ) ) );
		}
		const style = { display: 'block' };
		if ( align === 'wide' ) {
			style[ '--cw-max-width' ] = '1200px';
		}
		const current = () => box.current.querySelector( tool );
		return h( Fragment, null,
			h( 'div', { ref: box }, h( tool, { key: tool, ...written( attributes ), style }, ...inside ) ),
			typed && h( 'div', { className: 'conversion-widget-bar' },
				h( 'span', null, __( 'You have typed into the preview. Readers do not get that yet.', 'conversion-widget' ) ),
				h( Button, { variant: 'primary', onClick: () => onKeep( current().result ) }, __( 'Keep these figures', 'conversion-widget' ) ),
				h( Button, {
					variant: 'tertiary',
					onClick: () => {
						current().reset();
						setTyped( false );
					},
				}, __( 'Discard', 'conversion-widget' ) )
			)
		);
	}

	/** A name of a scenario as attributes write it: `costs.fee` is `costs-fee`. */
	const kebab = ( name ) => name.replace( /[A-Z]/g, ( letter ) => '-' + letter.toLowerCase() );

	/** A row of a list without what nobody has said. */
	const row = ( cells ) => {
		const said = Object.entries( cells ?? {} ).filter( ( [ , value ] ) => value !== null );
		return cells && typeof cells === 'object' && ! Array.isArray( cells ) ? Object.fromEntries( said ) : cells;
	};

	/** Adds the single figures of a record to the settings, and hands back the lists of it. */
	function divided( figures, before, settings ) {
		const lists = {};
		for ( const [ key, value ] of Object.entries( figures ) ) {
			const name = before + kebab( key );
			const field = facts.fields[ name ];
			if ( value === null || value === undefined ) {
				continue;
			}
			if ( field && typeof value !== 'object' ) {
				if ( String( value ) !== field.default ) {
					settings[ name ] = saved( String( value ) );
				}
			} else if ( Array.isArray( value ) ) {
				// An empty list would say that there is nothing; here it says that nobody has said anything.
				if ( value.length ) {
					lists[ key ] = value.map( row );
				}
			} else if ( typeof value === 'object' ) {
				const inner = divided( value, name + '-', settings );
				if ( Object.keys( inner ).length ) {
					lists[ key ] = inner;
				}
			}
		}
		return lists;
	}

	/** The attributes of a block that begins with what its preview shows. */
	function kept( { tool, views, settings, scenario }, result ) {
		const all = facts.tools[ tool ];
		const own = views.filter( ( view ) => all[ view ] );
		const lists = { ...record( shownJson( scenario ) ) };
		const next = { ...settings };
		for ( const view of own.length ? own : [ result.view ] ) {
			all[ view ].fields.forEach( ( name ) => delete next[ name ] );
			const rest = divided( result.scenario[ view ] ?? {}, '', next );
			delete lists[ view ];
			if ( Object.keys( rest ).length ) {
				lists[ view ] = rest;
			}
		}
		const text = Object.keys( lists ).length ? JSON.stringify( lists, null, 2 ) : '';
		return { settings: next, scenario: savedJson( text ) };
	}

	/** What the result means, in the words of the calculator. */
	function verdict( element ) {
		const found = element?.shadowRoot?.querySelectorAll( '[part~="verdict"] > :not(.spoken)' ) ?? [];
		return [ ...found ].map( ( { textContent } ) => textContent.replace( /\s+/g, ' ' ).trim() ).filter( Boolean ).join( '\n\n' );
	}

	// ------------------------------------------------------------- what is chosen beside it

	/** One figure of a view, as its kind wants it. */
	function Figure( { name, value, onChange } ) {
		const { label, hint, kind, choices, default: usual = '' } = facts.fields[ name ];
		const common = { label, help: hint || undefined, onChange };
		if ( kind === 'choice' || kind === 'flag' ) {
			const words = choices || { true: __( 'Yes', 'conversion-widget' ), false: __( 'No', 'conversion-widget' ) };
			const options = Object.entries( words ).map( ( [ key, word ] ) => ( { value: key, label: word } ) );
			// Translators: what a choice is where nobody chooses.
			const unsaid = usual ? sprintf( __( 'Usual: %s', 'conversion-widget' ), words[ usual ] ) : '–';
			return h( SelectControl, { ...common, value, options: [ { value: '', label: unsaid }, ...options ] } );
		}
		if ( kind === 'text' ) {
			return h( TextControl, { ...common, value: shown( value ), onChange: ( text ) => onChange( saved( text ) ) } );
		}
		const isPercent = kind === 'percent';
		const text = isPercent ? moved( value, 100 ) : value;
		return h( TextControl, {
			...common,
			// Translators: the name of a rate.
			label: isPercent ? sprintf( __( '%s (%%)', 'conversion-widget' ), label ) : label,
			type: 'number',
			step: 'any',
			placeholder: isPercent ? moved( usual, 100 ) : usual,
			// As a number: "0.0" on the way to 0.05 stays as it is.
			value: text === '' ? '' : Number( text ),
			onChange: ( next ) => onChange( isPercent ? moved( next, 0.01 ) : next ),
		} );
	}

	function Figures( { tool, views, settings, set } ) {
		const all = facts.tools[ tool ];
		const own = Object.keys( all ).filter( ( view ) => views.includes( view ) );
		const wanted = own.length ? own : Object.keys( all );
		const figure = ( name ) => h( Figure, { key: name, name, value: String( settings[ name ] ?? '' ), onChange: ( value ) => set( name, value ) } );
		return wanted.map( ( view, place ) => {
			const { label, first, fields } = all[ view ];
			const others = fields.filter( ( name ) => ! first.includes( name ) );
			return h( Fragment, { key: view },
				h( PanelBody, { title: label, initialOpen: place === 0 },
					first.map( figure ),
					fields.length > first.length && first.length === 0 && h( 'p', null,
						__( 'Type the rows into the preview and keep them, or write them as JSON.', 'conversion-widget' ) )
				),
				others.length > 0 && h( PanelBody, {
					// Translators: the name of a view.
					title: sprintf( __( '%s: further figures', 'conversion-widget' ), label ),
					initialOpen: false,
				}, others.map( figure ) )
			);
		} );
	}

	function Inspector( { attributes, setAttributes, element } ) {
		const { tool, views, settings, scenario, fallback, height } = attributes;
		const set = ( name, value ) => {
			const { [ name ]: old, ...rest } = settings;
			setAttributes( { settings: value === '' ? rest : { ...rest, [ name ]: value } } );
		};
		const all = Object.keys( facts.tools[ tool ] );
		const choose = ( view, isChosen ) => {
			const next = all.filter( ( other ) => ( other === view ? isChosen : views.includes( other ) ) );
			setAttributes( { views: next } );
		};
		const json = shownJson( scenario );
		const isWrong = json.trim() !== '' && ! record( json );
		return h( InspectorControls, null,
			h( PanelBody, { title: __( 'Calculator', 'conversion-widget' ) },
				h( SelectControl, {
					label: __( 'Tool', 'conversion-widget' ),
					value: tool,
					options: Object.entries( TITLES ).map( ( [ value, label ] ) => ( { value, label } ) ),
					onChange: ( next ) => setAttributes( { tool: next, views: [] } ),
				} ),
				h( 'fieldset', { className: 'conversion-widget-views' },
					h( 'legend', null, __( 'Questions (none ticked: all)', 'conversion-widget' ) ),
					all.map( ( view ) => h( CheckboxControl, {
						key: view,
						label: facts.tools[ tool ][ view ].label,
						checked: views.includes( view ),
						__nextHasNoMarginBottom: true,
						onChange: ( isChosen ) => choose( view, isChosen ),
					} ) )
				),
				h( TextControl, {
					label: __( 'Currency', 'conversion-widget' ),
					help: __( 'Three letters, such as EUR. Without them USD.', 'conversion-widget' ),
					value: shown( String( settings.currency ?? '' ) ),
					onChange: ( text ) => set( 'currency', saved( text.toUpperCase().slice( 0, 3 ) ) ),
				} ),
				h( SelectControl, {
					label: __( 'Colours', 'conversion-widget' ),
					value: String( settings.theme ?? '' ),
					options: [
						{ value: '', label: __( 'As the page around it', 'conversion-widget' ) },
						{ value: 'light', label: __( 'Light', 'conversion-widget' ) },
						{ value: 'dark', label: __( 'Dark', 'conversion-widget' ) },
					],
					onChange: ( value ) => set( 'theme', value ),
				} ),
				h( TextControl, {
					label: __( 'Heading', 'conversion-widget' ),
					value: shown( String( settings.label ?? '' ) ),
					onChange: ( text ) => set( 'label', saved( text ) ),
				} ),
				h( TextareaControl, {
					label: __( 'Text until it is there', 'conversion-widget' ),
					help: __( 'Say the result in words: it is what feeds, search engines and readers without scripts have. An empty line begins a paragraph.', 'conversion-widget' ),
					value: shown( fallback ),
					onChange: ( text ) => setAttributes( { fallback: saved( text ) } ),
				} ),
				h( Button, {
					variant: 'secondary',
					style: { marginBottom: 24 },
					onClick: () => setAttributes( { fallback: saved( verdict( element() ) || shown( fallback ) ) } ),
				}, __( 'Take the words of the result', 'conversion-widget' ) ),
				h( TextControl, {
					label: __( 'Height kept free (px)', 'conversion-widget' ),
					help: __( 'So that nothing jumps while it loads. Measured here after each choice.', 'conversion-widget' ),
					type: 'number',
					min: 0,
					value: height ?? '',
					onChange: ( text ) => setAttributes( { height: text === '' ? undefined : Number( text ) } ),
				} )
			),
			h( Figures, { tool, views, settings, set } ),
			h( PanelBody, { title: __( 'Lists and more (JSON)', 'conversion-widget' ), initialOpen: isWrong },
				h( TextareaControl, {
					className: 'conversion-widget-json',
					label: __( 'Scenario', 'conversion-widget' ),
					help: isWrong
						? __( 'This is no JSON record yet, and is left out until it is one.', 'conversion-widget' )
						: __( 'What the property “scenario” of the element holds, or a part of it. Figures above win over it.', 'conversion-widget' ),
					rows: 10,
					value: json,
					onChange: ( text ) => setAttributes( { scenario: savedJson( text ) } ),
				} )
			)
		);
	}

	function Edit( { attributes, setAttributes, clientId, isSelected } ) {
		const justInserted = useSelect( ( select ) => Boolean( select( blockEditor ).wasBlockJustInserted?.( clientId ) ), [ clientId ] );
		const { __unstableMarkNextChangeAsNotPersistent: quietly } = useDispatch( blockEditor );
		const safe = { ...attributes, tool: TOOLS.includes( attributes.tool ) ? attributes.tool : TOOLS[ 0 ] };
		const box = useRef();
		return h( 'div', useBlockProps(),
			isSelected && h( Inspector, { attributes: safe, setAttributes, element: () => box.current?.querySelector( safe.tool ) } ),
			h( Preview, {
				attributes: safe,
				box,
				justInserted,
				onHeight: ( height ) => {
					if ( height !== attributes.height ) {
						// It follows from what the author did, and is nothing to undo by itself.
						quietly?.();
						setAttributes( { height } );
					}
				},
				onKeep: ( result ) => setAttributes( kept( safe, result ) ),
			} )
		);
	}

	registerBlockType( NAME, {
		edit: Edit,
		save: () => null,
		variations: Object.entries( TITLES ).map( ( [ tool, title ] ) => ( {
			name: tool,
			title,
			description: ABOUT[ tool ],
			icon: ICONS[ tool ],
			attributes: { tool },
			example: { attributes: { tool, views: [ Object.keys( facts.tools[ tool ] )[ 0 ] ] }, viewportWidth: 720 },
			isDefault: tool === TOOLS[ 0 ],
			isActive: ( { tool: chosen } ) => chosen === tool,
			scope: [ 'inserter' ],
		} ) ),
	} );
} )( window.wp, window.conversionWidgetFacts );
