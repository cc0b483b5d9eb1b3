// ThreadSanitizer reads this from every program of its build (a file would be out of reach of a confined
// driver). Libraries that were not built for it lock and share with means it cannot see (futexes, atomics of
// their own): what is called from them is not looked at.
extern "C" const char* __tsan_default_suppressions();
extern "C" const char* __tsan_default_suppressions() {
    return "called_from_lib:libglib-2.0.so.0\n"
           "called_from_lib:libgobject-2.0.so.0\n"
           "called_from_lib:libgstreamer-1.0.so.0\n"
           "called_from_lib:libgstbase-1.0.so.0\n"
           "called_from_lib:libgstapp-1.0.so.0\n"
           "called_from_lib:libgstvideo-1.0.so.0\n"
           "called_from_lib:libfontconfig.so.1\n"
           "called_from_lib:libharfbuzz.so.0\n"
           "called_from_lib:libpango-1.0.so.0\n"
           "called_from_lib:libpangoft2-1.0.so.0\n"
           "called_from_lib:libpangocairo-1.0.so.0\n"
           "called_from_lib:libcairo.so.2\n"
           "called_from_lib:libgstcoreelements.so\n"
           "called_from_lib:libgstapp.so\n"
           "called_from_lib:libgstvideoconvertscale.so\n"
           "called_from_lib:libgstvideofilter.so\n"
           "called_from_lib:libgstvideo4linux2.so\n"
           "called_from_lib:libgstmultifile.so\n"
           "called_from_lib:libgstavi.so\n"
           "called_from_lib:libgstjpeg.so\n"
           "called_from_lib:libgstpng.so\n"
           "called_from_lib:libpng16.so.16\n"
           "called_from_lib:libjpeg.so.62\n";
}
