Attribute VB_Name = "XaWindows"
Option Explicit
Option Private Module
' All that this add-in asks of Windows and Excel, one call a procedure: registry, files, the xlwings DLL, the calling
' cell, a message.

#If Win64 Then
Private Const DLL_NAME As String = "xlwings64-@XLWINGS@.dll"
Private Declare PtrSafe Function XLPyDLLActivateAuto Lib "xlwings64-@XLWINGS@.dll" (ByRef Result As Variant, ByVal Config As String, ByVal Mode As Long) As Long
#Else
Private Const DLL_NAME As String = "xlwings32-@XLWINGS@.dll"
Private Declare PtrSafe Function XLPyDLLActivateAuto Lib "xlwings32-@XLWINGS@.dll" (ByRef Result As Variant, ByVal Config As String, ByVal Mode As Long) As Long
#End If
Private Declare PtrSafe Function LoadLibrary Lib "kernel32" Alias "LoadLibraryA" (ByVal FileName As String) As LongPtr

' HKEY_CURRENT_USER\Software\VB and VBA Program Settings\xladdin\python
Public Function XaSetting(ByVal Key As String) As String
    XaSetting = GetSetting("xladdin", "python", Key, "")
End Function

Public Function XaFileExists(ByVal FileName As String) As Boolean
    On Error Resume Next ' no such file, no such drive: the answer stays False
    XaFileExists = ((GetAttr(FileName) And vbDirectory) = 0)
End Function

Public Function XaDllName() As String
    XaDllName = DLL_NAME
End Function

Public Function XaLoadDll(ByVal Folder As String) As Boolean
    XaLoadDll = (LoadLibrary(Folder & "\" & DLL_NAME) <> 0)
End Function

' Starts Python, or finds the one that runs; Answer becomes its object
Public Function XaActivate(ByVal CommandLine As String, ByRef Answer As Variant) As Boolean
    XaActivate = (XLPyDLLActivateAuto(Answer, CommandLine, 1) = 0)
End Function

Public Function XaCallersFormula() As String
    On Error Resume Next ' a function may be asked from elsewhere than a cell: no formula
    XaCallersFormula = Application.Caller.Formula
End Function

Public Sub XaTell(ByVal Message As String, ByVal Icon As Long)
    MsgBox Message, Icon, "绩效自评"
End Sub
