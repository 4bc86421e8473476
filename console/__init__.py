"""The faces of Steelyard: the command line today, the web console later."""
