"""Digital calibration certificates: read, checked, compared, written, and taken in as certificates of standards."""
