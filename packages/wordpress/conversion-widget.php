<?php
/**
 * Plugin Name:       Conversion calculator
 * Description:       A calculator for conversion rates, campaigns, tests and customer value: as a block with a preview and as a shortcode. Runs in the reader's browser, from files of this plugin, and sends nothing anywhere.
 * Version:           %VERSION%
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           MIT
 * License URI:       https://opensource.org/license/mit
 * Text Domain:       conversion-widget
 *
 * @package conversion-widget
 */

namespace ConversionWidget;

defined( 'ABSPATH' ) || exit;

/** The handle of the one script that readers load. */
const SCRIPT = 'conversion-widget';

/** The handle of the script that makes the block. */
const EDITOR = 'conversion-widget-block';

/** Attributes that are about the element, and none of its figures. Their texts are what an author writes. */
const MANNERS = array( 'views', 'fields', 'lang', 'currency', 'theme', 'label', 'loading', 'frame', 'share-url' );

/** What is written in words: quotation marks in it are the author's. */
const WORDS = array( 'label', 'action-name' );

/** The elements, by their shortcodes. */
const SHORTCODES = array(
	'conversion_calculator'    => 'conversion-calculator',
	'lifetime_value_projector' => 'lifetime-value-projector',
);

/**
 * What the release knows: its version, the integrity of its script, its views and its fields.
 *
 * @return array{version: string, integrity: string, tools: array, fields: array}
 */
function facts(): array {
	static $facts;
	if ( null === $facts ) {
		$facts = require __DIR__ . '/facts.php';
	}
	return $facts;
}

/** The address of the script, in the plugin's own folder: everything else lies beside it. */
function script_address(): string {
	return plugins_url( facts()['version'] . '/embed.js', __FILE__ );
}

/**
 * A value as an attribute writes it; null for what is none.
 *
 * @param mixed $value Of a shortcode or a block.
 */
function text( $value ): ?string {
	if ( is_bool( $value ) ) {
		return $value ? 'true' : 'false';
	}
	if ( is_int( $value ) || is_float( $value ) ) {
		// A cast would write the point as the language of the server does.
		return (string) wp_json_encode( $value );
	}
	return is_string( $value ) ? trim( wp_check_invalid_utf8( $value, true ) ) : null;
}

/**
 * Of what somebody has written the attributes that the element knows, by their names there.
 *
 * WordPress writes the names of a shortcode's attributes in lower case, and people write `order_value` as
 * well as `order-value`: so dashes, lines and case make no difference.
 *
 * @param array $given Anything by name.
 * @return array<string, string>
 */
function known( array $given ): array {
	static $names = array();
	if ( ! $names ) {
		foreach ( array_merge( MANNERS, array_keys( facts()['fields'] ) ) as $name ) {
			$names[ str_replace( '-', '', $name ) ] = $name;
		}
	}
	$known = array();
	foreach ( $given as $name => $value ) {
		$bare  = strtolower( str_replace( array( '-', '_' ), '', (string) $name ) );
		$value = text( $value );
		if ( isset( $names[ $bare ] ) && null !== $value && '' !== $value ) {
			$known[ $names[ $bare ] ] = $value;
		}
	}
	return $known;
}

/**
 * Text as markup. Not esc_html() and esc_attr(): they leave what looks like a reference as it is, so that of
 * "&amp;lt;" another text is shown than was written.
 *
 * @param string $text Anything.
 */
function escaped( string $text ): string {
	return htmlspecialchars( $text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8' );
}

/**
 * Keeps WordPress from seeing a shortcode in what is already markup.
 *
 * @param string $markup Escaped.
 */
function without_brackets( string $markup ): string {
	return str_replace( array( '[', ']' ), array( '&#91;', '&#93;' ), $markup );
}

/**
 * A scenario as it may stand in a script element; empty for what is no record in JSON.
 *
 * @param string $given JSON, or the same in per cent, as it stands behind `#cw=` in a link.
 */
function scenario( string $given ): string {
	$given = trim( $given );
	if ( '' !== $given && '{' !== $given[0] ) {
		$given = rawurldecode( $given );
	}
	$record = json_decode( $given );
	if ( ! is_object( $record ) ) {
		return '';
	}
	$json = wp_json_encode( $record, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES );
	// A `[` in a text could begin a shortcode; one outside begins a list.
	$hide = function ( $found ) {
		return str_replace( array( '[', ']' ), array( '\u005b', '\u005d' ), $found[0] );
	};
	return (string) preg_replace_callback( '/"(?:[^"\\\\]|\\\\.)*+"/s', $hide, (string) $json );
}

/** Whether only text gets to the reader: in feeds, and in AMP, which lets nobody's scripts run. */
function is_text_only(): bool {
	return is_feed() || ( function_exists( 'amp_is_request' ) && amp_is_request() );
}

/**
 * The element, or where no script runs what stands inside it and the way to it.
 *
 * @param string                $tool       The name of the element.
 * @param array<string, string> $attributes As they come from known().
 * @param string                $scenario   As it comes from scenario().
 * @param string                $inside     Markup: what is shown until the calculator is ready.
 * @param string                $style      Declarations that are none of an author's.
 */
function element( string $tool, array $attributes, string $scenario, string $inside, string $style ): string {
	if ( '' === trim( $inside ) ) {
		$inside = '<p>' . esc_html( title( $tool ) ) . '</p>';
	}
	if ( is_text_only() ) {
		$post = get_permalink();
		$way  = '<p><a href="%s">%s</a></p>';
		return $inside . ( $post ? sprintf( $way, esc_url( $post ), esc_html__( 'Open the calculator', 'conversion-widget' ) ) : '' );
	}
	wp_enqueue_script( SCRIPT );
	$views = facts()['tools'][ $tool ];
	if ( isset( $attributes['views'] ) ) {
		$asked               = preg_split( '/[\s,]+/', $attributes['views'] );
		$attributes['views'] = implode( ' ', array_intersect( spelled( $asked, array_keys( $views ) ), array_keys( $views ) ) );
	}
	// Links lead to the plugin's own page for frames, which shows the widget alone, unless the author has a page.
	$page                    = plugins_url( facts()['version'] . '/embed/?tool=' . $tool, __FILE__ );
	$shared                  = esc_url_raw( $attributes['share-url'] ?? '', array( 'http', 'https' ) );
	$attributes['share-url'] = '' === $shared ? $page : $shared;
	$written                 = '';
	foreach ( array_filter( $attributes, 'strlen' ) as $name => $value ) {
		$written .= sprintf( ' %s="%s"', $name, without_brackets( escaped( $value ) ) );
	}
	$child = '' === $scenario ? '' : '<script type="application/json">' . $scenario . '</script>';
	return sprintf( '<%1$s%2$s style="%3$s">%4$s%5$s</%1$s>', $tool, $written, esc_attr( $style ), $inside, $child );
}

/**
 * Names as they are spelled where they come from: `splittest` is `splitTest`.
 *
 * @param string[] $names   As somebody has written them.
 * @param string[] $spelled All that there are.
 * @return string[]
 */
function spelled( array $names, array $spelled ): array {
	$by_small = array_combine( array_map( 'strtolower', $spelled ), $spelled );
	$right    = function ( $name ) use ( $by_small ) {
		return $by_small[ strtolower( $name ) ] ?? $name;
	};
	return array_map( $right, $names );
}

/**
 * What an element is called.
 *
 * @param string $tool The name of the element.
 */
function title( string $tool ): string {
	return 'lifetime-value-projector' === $tool
		? __( 'Lifetime value projector', 'conversion-widget' )
		: __( 'Conversion calculator', 'conversion-widget' );
}

/**
 * The block in a post.
 *
 * Texts stand in it escaped, because WordPress escapes those of authors who may not write unfiltered HTML, and
 * only of those.
 *
 * @param array $given Its attributes.
 */
function block( array $given ): string {
	$tool = $given['tool'] ?? '';
	if ( ! isset( facts()['tools'][ $tool ] ) ) {
		$tool = 'conversion-calculator';
	}
	$settings = isset( $given['settings'] ) && is_array( $given['settings'] ) ? $given['settings'] : array();
	if ( isset( $given['views'] ) && is_array( $given['views'] ) ) {
		$settings['views'] = implode( ' ', array_filter( $given['views'], 'is_string' ) );
	}
	$attributes = known( $settings );
	foreach ( $attributes as $name => $value ) {
		$attributes[ $name ] = wp_specialchars_decode( $value, ENT_QUOTES );
	}
	$fallback = wp_specialchars_decode( (string) text( $given['fallback'] ?? '' ), ENT_QUOTES );
	$inside   = without_brackets( wpautop( escaped( $fallback ) ) );
	$scenario = scenario( (string) text( $given['scenario'] ?? '' ) );

	$height = isset( $given['height'] ) && is_numeric( $given['height'] ) ? min( 9999, max( 0, (int) $given['height'] ) ) : 0;
	$style  = 'display:block' . ( $height ? ";min-height:{$height}px" : '' );
	if ( 'wide' === ( $given['align'] ?? '' ) ) {
		// So wide it has been drawn and looked at.
		$style .= ';--cw-max-width:1200px';
	}
	$element = element( $tool, $attributes, $scenario, $inside, $style );
	return sprintf( '<div %s>%s</div>', get_block_wrapper_attributes(), $element );
}

/**
 * A shortcode in a post.
 *
 * @param array|string $given   Its attributes.
 * @param string|null  $content What stands between its tags: the text until the calculator is ready.
 * @param string       $name    Its name.
 */
function shortcode( $given, $content, string $name ): string {
	$content = (string) $content;
	if ( preg_match( "/\\[$name\\b/", $content, $next, PREG_OFFSET_CAPTURE ) ) {
		// WordPress takes the end of the next one of that name for the end of this one, which has none.
		list( , $place ) = $next[0];
		$between         = do_shortcode( substr( $content, 0, $place ) );
		return shortcode( $given, '', $name ) . $between . do_shortcode( substr( $content, $place ) . "[/$name]" );
	}
	$given      = is_array( $given ) ? $given : array();
	$attributes = array();
	foreach ( known( $given ) as $attribute => $value ) {
		$value = html_entity_decode( $value, ENT_QUOTES | ENT_HTML5, 'UTF-8' );
		// Word processors turn quotation marks, and so does WordPress where it sees no shortcode yet; then they
		// are a part of the value.
		$attributes[ $attribute ] = in_array( $attribute, WORDS, true )
			? $value
			: (string) preg_replace( '/^[“”„″‘’‚′"\']+|[“”„″‘’‚′"\']+$/u', '', $value );
	}
	// Paragraphs of the post begin and end inside: without their other halves.
	$inside = (string) preg_replace( '#^\s*(?:</p>|<br\s*/?>)|(?:<p>|<br\s*/?>)\s*$#i', '', trim( $content ) );
	$inside = without_brackets( force_balance_tags( wp_kses_post( $inside ) ) );
	if ( false === strpos( $inside, '<p' ) ) {
		$inside = wpautop( $inside );
	}
	$scenario = scenario( (string) text( $given['scenario'] ?? '' ) );
	return element( SHORTCODES[ $name ], $attributes, $scenario, $inside, 'display:block' );
}

/** Tells WordPress of the scripts, the block and the shortcodes; nothing is loaded by that. */
function register(): void {
	$version = facts()['version'];
	// The version stands in the address already.
	wp_register_script( SCRIPT, script_address(), array(), null, false ); // phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion
	$needs = array( 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-data', 'wp-element', 'wp-i18n' );
	wp_register_script( EDITOR, plugins_url( 'block.js', __FILE__ ), $needs, $version, true );
	wp_set_script_translations( EDITOR, 'conversion-widget' );
	wp_register_style( EDITOR, plugins_url( 'block.css', __FILE__ ), array(), $version );
	register_block_type( __DIR__, array( 'render_callback' => __NAMESPACE__ . '\block' ) );
	foreach ( array_keys( SHORTCODES ) as $name ) {
		add_shortcode( $name, __NAMESPACE__ . '\shortcode' );
	}
}
add_action( 'init', __NAMESPACE__ . '\register' );

/** What the block has to know, in the editor only. */
function inform_the_editor(): void {
	$facts = facts() + array(
		'script'  => script_address(),
		'manners' => MANNERS,
	);
	$told  = 'window.conversionWidgetFacts = ' . wp_json_encode( $facts, JSON_HEX_TAG ) . ';';
	wp_add_inline_script( EDITOR, $told, 'before' );
}
add_action( 'enqueue_block_editor_assets', __NAMESPACE__ . '\inform_the_editor' );

/**
 * The script holds up no page, and runs only as it was published.
 *
 * @param string $tag    As WordPress writes it.
 * @param string $handle Whose it is.
 */
function tag( $tag, $handle ): string {
	if ( SCRIPT !== $handle ) {
		return (string) $tag;
	}
	$more = sprintf( ' async integrity="%s" crossorigin="anonymous" src=', esc_attr( facts()['integrity'] ) );
	return (string) preg_replace( '/ src=/', $more, (string) $tag, 1 );
}
add_filter( 'script_loader_tag', __NAMESPACE__ . '\tag', 10, 2 );
