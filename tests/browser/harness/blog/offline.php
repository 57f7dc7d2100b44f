<?php
// What WordPress itself would ask others for, and a stand-in for the plugin that makes AMP pages.
add_filter( 'pre_option_show_avatars', '__return_zero' );
add_filter( 'should_load_remote_block_patterns', '__return_false' );
remove_action( 'wp_head', 'print_emoji_detection_script', 7 );
remove_action( 'admin_print_scripts', 'print_emoji_detection_script' );

// The tour of the editor, which shows pictures from elsewhere.
add_action(
	'user_register',
	function ( $user ) {
		$seen = array(
			'core/edit-post' => array( 'welcomeGuide' => false ),
			'_modified'      => gmdate( 'c' ),
		);
		update_user_meta( $user, 'wp_persisted_preferences', $seen );
	}
);

if ( isset( $_GET['amp'] ) ) {
	function amp_is_request() {
		return true;
	}
}
